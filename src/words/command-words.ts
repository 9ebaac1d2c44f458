/** What commands say of themselves in another language, by their name (`archive add`); at most 100 characters each. */
export type CommandWords = Readonly<Record<string, { readonly description: string; readonly options?: Readonly<Record<string, string>>; readonly messageMenu?: string }>>;
