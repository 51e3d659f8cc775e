/**
 * Requirements of 2.x that no message shows, by reading each of them. Beside them stand those that oblige nobody (a MAY)
 * and those that are the other side's duty, which follow from what requirements-*.ts says.
 */

/** Why a requirement is beyond what a tester at the other end of an OCPP connection can see. */
export const UNTESTABLE_WHY = {
  people: 'a duty of people: the manufacturer, the operator of the stations, a certificate authority, or a contract',
  inside: 'it happens inside the product, and no message tells of it',
  'at the station': 'it can be seen only by who stands at the station: display, lock, light',
  measured: 'it needs an instrument: power, current or phases at the plug',
  elsewhere:
    'it happens on another link: to the EV, a payment provider, a web page, an energy system, a local controller',
  term: 'it explains a term or points to another requirement',
} as const;

export type UntestableCode = keyof typeof UNTESTABLE_WHY;

const READ: Readonly<Record<UntestableCode, string>> = {
  people: `A00.FR.004 A00.FR.201 A00.FR.206 A00.FR.406 A00.FR.427 A00.FR.603 A00.FR.604 A00.FR.701 A00.FR.703 A00.FR.704
    A00.FR.801 A00.FR.802 A00.FR.803 A00.FR.805 A01.FR.06 A01.FR.07 A02.FR.01 K15.FR.16 K18.FR.16 K19.FR.12 L01.FR.08
    L01.FR.09 L02.FR.05 P01.FR.02 P01.FR.04 P01.FR.07 P02.FR.03 P02.FR.05 P02.FR.08`,
  inside: `A00.FR.408 A00.FR.707 A01.FR.08 A01.FR.09 A01.FR.10 A01.FR.11 A02.FR.05 A03.FR.02 A03.FR.05 A04.FR.04 C04.FR.04
    C04.FR.06 C10.FR.12 E16.FR.18 E17.FR.01 I12.FR.06 I12.FR.30 I12.FR.31 I12.FR.32 I12.FR.33 I12.FR.34 J01.FR.04
    J02.FR.17 K01.FR.07 K04.FR.01 K04.FR.02 M07.FR.09 N11.FR.04 N11.FR.08 N15.FR.05 Q08.FR.10`,
  'at the station': `B13.FR.22 C01.FR.08 C01.FR.09 C01.FR.12 C01.FR.13 C08.FR.02 C15.FR.05 C16.FR.01 C25.FR.01 C25.FR.03
    C25.FR.04 C25.FR.05 C25.FR.06 C25.FR.22 C25.FR.51 C25.FR.52 C25.FR.53 C25.FR.56 C25.FR.57 C25.FR.58 E05.FR.11
    E06.FR.10 E07.FR.07 E08.FR.03 E09.FR.02 E09.FR.03 E10.FR.01 I01.FR.03 I02.FR.03 I02.FR.04 I03.FR.03 I03.FR.05
    I04.FR.01 I05.FR.02 I06.FR.03 K22.FR.01 O01.FR.06 O01.FR.08 O01.FR.09 O01.FR.12 O01.FR.13 O01.FR.14 O01.FR.15
    O02.FR.06 O02.FR.08 O02.FR.09 O02.FR.14 O02.FR.15 O02.FR.16 O02.FR.17 S01.FR.01`,
  measured: `E16.FR.19 J01.FR.11 J01.FR.13 J02.FR.07 J02.FR.09 K01.FR.46 K01.FR.47 K01.FR.50 K01.FR.51 K02.FR.02 K03.FR.04
    K04.FR.05 K11.FR.01 K12.FR.01 K13.FR.01 Q06.FR.30 Q06.FR.31 Q08.FR.06 Q08.FR.07 Q09.FR.03 Q09.FR.04 Q09.FR.05
    Q10.FR.03 R04.FR.09 R04.FR.11`,
  elsewhere: `A00.FR.702 A00.FR.705 A02.FR.04 A03.FR.04 C07.FR.05 C18.FR.01 C18.FR.02 C18.FR.07 C19.FR.01 C20.FR.04
    C21.FR.01 C21.FR.05 C21.FR.06 C23.FR.01 C25.FR.07 C25.FR.08 C25.FR.09 C25.FR.20 C25.FR.59 J03.FR.04 K02.FR.01
    K03.FR.08 K14.FR.01 K14.FR.02 K14.FR.04 K14.FR.06 K15.FR.09 K16.FR.03 K17.FR.09 K18.FR.09 K18.FR.20 K19.FR.09
    K20.FR.04 L03.FR.03 L04.FR.01 M07.FR.01 M07.FR.04 Q01.FR.05 R02.FR.03 R03.FR.05 R03.FR.06`,
  term: `C01.FR.25 C10.FR.08 E17.FR.02 E17.FR.17 I08.FR.07 K01.FR.12 K20.FR.02 Q06.FR.20`,
};

/** Why the requirement cannot be seen, by its id; nothing for those that can. */
export const untestable: ReadonlyMap<string, UntestableCode> = new Map(
  (Object.keys(READ) as UntestableCode[]).flatMap((code) =>
    READ[code].split(/\s+/).map((id): [string, UntestableCode] => [id, code]),
  ),
);
