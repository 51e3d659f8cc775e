/** A message that stands among wrong ones, and is right: it shows whether they would be understood at all. */
const SOUND = /^a sound message\b/;

/** Whether the reason for which a frame counts as sent on purpose says that it is sound. */
export const isSound = (deliberate: string): boolean => SOUND.test(deliberate);
