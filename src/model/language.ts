/** A language in which findings and reports are written. */
export type Language = 'en' | 'zh';

/** A text in every language; the compiler refuses a missing one. */
export type Text = Readonly<Record<Language, string>>;
