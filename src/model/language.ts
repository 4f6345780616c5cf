/** A language in which findings and reports are written. */
export type Language = 'en' | 'zh';

/** A text in every language; the compiler refuses a missing one. */
export type Text = Readonly<Record<Language, string>>;

/** Something with a message, before a language is chosen. */
export type InEveryLanguage<T extends { readonly message: string }> = Omit<T, 'message'> & { readonly message: Text };

/** The same with its message in one language. */
export function inLanguage<T extends { readonly message: Text }>(
  { message, ...rest }: T,
  language: Language,
): Omit<T, 'message'> & { readonly message: string } {
  return { ...rest, message: message[language] };
}
