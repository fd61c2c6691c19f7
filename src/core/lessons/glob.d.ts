/** The one thing of the bundler that the core uses: it turns files into strings while building. */
interface ImportMeta {
  readonly glob: <T>(pattern: string, options: { readonly query: string; readonly import: string; readonly eager: true }) => Record<string, T>;
}
