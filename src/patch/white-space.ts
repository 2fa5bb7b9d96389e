// White space that is meaning, by the language of a file.

/** Indentation makes the blocks, or tells commands from rules. */
const BLOCKS =
  /\.(?:py|pyi|pyx|ya?ml|nim|coffee|haml|pug|sass|mk)$|(?:^|\/)(?:GNU)?[Mm]akefile[^/]*$|(?:^|\/)SCons\w+$/;
/** Blanks part words, end statements or are the text itself; of files without an ending nothing is known. */
const WORDS =
  /(?:\.(?:mak|am|ac|in|m4|hs|md|rst|txt|tsv|csv|patch|diff|sh|bash|zsh|ksh|tcl|exp|pl|cmake|S|s|asm|el|lisp|scm)|(?:^|\/)[^./]+)$/;

/** Is the file in a language in which a line that is indented otherwise belongs to another block? */
export function indentationMatters(path: string): boolean {
  return BLOCKS.test(path);
}

/** Is a change of white space alone a real change of the file? */
export function spaceMatters(path: string): boolean {
  return indentationMatters(path) || WORDS.test(path);
}
