/** The requirements of each specification, read from the data beside this file. */
import { type CaseFacts } from '../../harness/record/events.js';
import { officialCases } from './official.js';
import { REQUIREMENTS_201 } from './requirements-201.js';
import { REQUIREMENTS_21 } from './requirements-21.js';
import { SECTIONS_16 } from './sections-16.js';

type Version = CaseFacts['versions'][number];

/** Whose duty it is; `other`: of nobody at either end of the connection. */
export type Duty = 'station' | 'csms' | 'both' | 'other';

export interface Requirement {
  /** As cases name it: `B01.FR.01`, `1.6 §4.2`. */
  readonly id: string;
  /** The chapter that it stands in. */
  readonly block: string;
  /** What a section of 1.6 is about; requirements of 2.x have no names. */
  readonly name?: string;
  readonly duty: Duty;
  /** False for a MAY, which obliges nobody. */
  readonly obliges: boolean;
  /** The messages that it names. */
  readonly messages: readonly string[];
}

const DUTIES: Readonly<Record<string, Duty>> = { s: 'station', c: 'csms', b: 'both', o: 'other' };
const ENTRY = /^(\d+)([scbo])([SRMN])(?::(.+))?$/;

/** `A Security`, from the names that the blocks of the official catalogue have. */
function blockNames(): ReadonlyMap<string, string> {
  const blocks = officialCases.filter(({ versions }) => versions.includes('2.1')).map(({ block }) => block);
  return new Map(blocks.map((block) => [block[0]!, block]));
}

function read(text: string): Requirement[] {
  const blocks = blockNames();
  return text
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [chapter = '', ...entries] = line.split(' ');
      return entries.map((entry): Requirement => {
        const [, number, duty, strength, messages] = ENTRY.exec(entry)!;
        return {
          id: `${chapter}.FR.${number}`,
          block: blocks.get(chapter[0]!) ?? chapter[0]!,
          duty: DUTIES[duty!]!,
          obliges: strength !== 'M',
          messages: messages?.split('+') ?? [],
        };
      });
    });
}

const CHAPTERS_16: Readonly<Record<string, string>> = {
  '3': '3 Operation',
  '4': '4 Started by the station',
  '5': '5 Started by the central system',
};

function sections(): Requirement[] {
  return SECTIONS_16.trim()
    .split('\n')
    .map((line) => {
      const [number = '', ...rest] = line.split(' ');
      const name = rest.join(' ').replace('=', '');
      const messages = rest[0]?.startsWith('=') ? [name] : [];
      const id = `1.6 §${number}`;
      return { id, block: CHAPTERS_16[number[0]!]!, name, duty: 'both', obliges: true, messages };
    });
}

/** Every requirement of the specification, in its order; for 1.6 its sections. */
export function requirementsOf(version: Version): readonly Requirement[] {
  if (version === '1.6') return sections();
  return read(version === '2.0.1' ? REQUIREMENTS_201 : REQUIREMENTS_21);
}
