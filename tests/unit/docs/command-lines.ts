/** Command lines in Markdown: what stands in code blocks and in code spans. */

export interface CommandLine {
  readonly program: 'laddprov' | 'npm';
  /** The first word after the program's name. */
  readonly command: string;
  readonly options: readonly string[];
  readonly words: readonly string[];
}

const BLOCK = /^(`{3,})[^\n]*\n([\s\S]*?)^\1/gm;
const SPAN = /`([^`\n]+)`/g;
/** A line may begin with a prompt, with the name of a step of a job, or with a sentence of the program's own output. */
const CALL = /(?:^|[\s:(])(?:npx )?(laddprov|npm) ([a-z][\w-]*)((?: [^\n#|&;>)]*)?)/g;

/** Texts of all code in a page, lines that end in a backslash put together. */
function codeIn(markdown: string): readonly string[] {
  const blocks = [...markdown.matchAll(BLOCK)].map((match) => match[2]!);
  const spans = [...markdown.replace(BLOCK, '').matchAll(SPAN)].map((match) => match[1]!);
  return [...blocks, ...spans].map((text) => text.replace(/\\\n\s*/g, ''));
}

/** The command lines of a page. */
export function commandLinesIn(markdown: string): readonly CommandLine[] {
  return codeIn(markdown).flatMap((text) =>
    [...text.matchAll(CALL)].map(([, program, command, rest]): CommandLine => {
      const words = rest!
        .trim()
        .split(/\s+/)
        .filter((word) => word !== '');
      const options = words.filter((word) => /^--?[a-z]/i.test(word)).map((word) => word.split('=')[0]!);
      return { program: program as CommandLine['program'], command: command!, options, words };
    }),
  );
}
