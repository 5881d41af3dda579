/** What a message's argument may be. */
export type ArgValue = string | number;

/**
 * The arguments that an ICU message names, as an object type: `{count, plural, ...}` takes a number, `{name}` a string
 * or a number. An argument's name is a plain word; the branches of a plural or a select hold more than one word each,
 * which is how they are told apart here (a test holds every message to it).
 */
export type ArgsOf<Text extends string> = { [Name in ArgNames<Text>]: ArgType<Text, Name> };

type ArgNames<Text extends string> = Text extends `${string}{${infer Rest}`
  ? NameAt<Rest> | ArgNames<Rest>
  : never;

type NameAt<Rest extends string> = Rest extends `${infer Head}}${string}`
  ? Head extends `${infer Name},${string}`
    ? PlainWord<Name>
    : PlainWord<Head>
  : never;

type PlainWord<Text extends string> = Text extends `${string}${' ' | '{' | '#' | '’' | '.'}${string}`
  ? never
  : Text extends ''
    ? never
    : Text;

type ArgType<
  Text extends string,
  Name extends string,
> = Text extends `${string}{${Name}, ${'plural' | 'number' | 'selectordinal'}${string}` ? number : ArgValue;

/** Nothing to pass for a message without arguments. */
export type ArgsTuple<Text extends string> = [ArgNames<Text>] extends [never] ? [] : [args: ArgsOf<Text>];
