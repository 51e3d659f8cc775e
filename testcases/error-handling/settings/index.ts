/** The cases that try values which a setting refuses: numbers, switches and lists, for both families of versions. */
import { type Case } from '../../../harness/peers/case.js';
import { alivenessOf, caseFor, isAlive, type Side, SIDES } from '../framing/side.js';
import { ACCESS_16, settings16 } from './station-16.js';
import { ACCESS_2X, settings2 } from './station-2.js';
import { tryValues } from './try-values.js';
import { type SettingType } from './values.js';

interface Kind {
  readonly number: string;
  /** What the settings are, in sentences. */
  readonly of: string;
  readonly tried: string;
  readonly of16: 'integer' | 'boolean' | 'list';
  readonly of2: readonly SettingType[];
}

const KINDS: readonly Kind[] = [
  {
    number: '30',
    of: 'numbers',
    tried: 'a text, nothing at all, a fraction, a value below and above its range, and far too many digits',
    of16: 'integer',
    of2: ['integer', 'decimal'],
  },
  { number: '31', of: 'switches', tried: 'a text, nothing at all and a number', of16: 'boolean', of2: ['boolean'] },
  { number: '32', of: 'lists', tried: 'a member that does not exist', of16: 'list', of2: ['list'] },
];

function refusedValues(side: Side, { number, of, tried, of16, of2 }: Kind): Case {
  const old = side.family === '16';
  const access = old ? ACCESS_16 : ACCESS_2X;
  return caseFor(side, {
    number,
    title: `A station refuses what its settings that are ${of} cannot have`,
    purpose:
      'A value that the type of a setting refuses is rejected and changes nothing; where one is taken, the station is watched and the old value put back.',
    requirements: [...access.requirements, alivenessOf(side)],
    steps: [
      `The tester asks which of the standard settings that are ${of} can be written.`,
      `For each of them it sends ${tried}; the station rejects each.`,
      'The tester reads the setting back; it is what it was.',
    ],
    async run(context) {
      if ('station' in context) return;
      const settings = old ? await settings16(context, of16) : await settings2(context, of2);
      await tryValues(context, access, settings, of);
      await isAlive(context, side, 'refused-values');
    },
  });
}

export const settingsCases: readonly Case[] = SIDES.filter(({ role }) => role === 'station').flatMap((side) =>
  KINDS.map((kind) => refusedValues(side, kind)),
);
