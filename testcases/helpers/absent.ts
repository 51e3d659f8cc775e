/** What a case is about and the product does not have, by what it says or shows of itself. */

/** What a context can do where the subject of the case is not there. */
interface Ending {
  notApplicable(reason: string): never;
}

/**
 * Ends the case because the product lacks what it is about: a sensor, a connector, a message that is optional. The one
 * place that decides what becomes of such a case.
 */
export const absent = ({ notApplicable }: Ending, reason: string): never => notApplicable(reason);
