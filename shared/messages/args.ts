export type ArgValue = string | number;

/**
 * The arguments of an ICU message as an object type: `{count, plural, ...}` takes a number, `{name}` a string
 * or a number. Argument names are single words, and branches of a plural or select contain more than one
 * word; this tells them apart (a test checks all messages).
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

/** Messages without arguments take none. */
export type ArgsTuple<Text extends string> = [ArgNames<Text>] extends [never] ? [] : [args: ArgsOf<Text>];
