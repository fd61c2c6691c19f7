/** The parts of a Markdown tree that are touched here (mdast, remark-directive). */
export interface MarkdownNode {
  type: string;
  name?: string;
  value?: string;
  attributes?: Readonly<Record<string, string | null | undefined>> | null;
  data?: { hName?: string; hProperties?: Record<string, unknown> };
  children?: MarkdownNode[];
}

/**
 * Gives our directives their elements: `:::do` the box to act on, `:term[word]{id=trace}` a word of the glossary. Any other directive was never
 * meant as one (`10:30`, `localhost:4317`, `a:b`): it becomes the text it was written as.
 */
export function lessonDirectives(): (tree: MarkdownNode) => void {
  return visit;
}

function visit(node: MarkdownNode): void {
  node.children = node.children?.flatMap((child) => {
    visit(child);
    if (child.type === 'containerDirective' && child.name === 'do') return [{ ...child, data: { hName: 'section', hProperties: { className: ['do'] } } }];
    if (child.type === 'textDirective' && child.name === 'term') {
      return [{ ...child, data: { hName: 'dfn', hProperties: { dataTerm: child.attributes?.['id'] ?? '' } } }];
    }
    if (child.type.endsWith('Directive')) return asWritten(child);
    return [child];
  }) ?? [];
  if (node.children.length === 0) delete node.children;
}

function asWritten(node: MarkdownNode): MarkdownNode[] {
  const colons = { textDirective: ':', leafDirective: '::', containerDirective: ':::' }[node.type] ?? ':';
  const inner = node.children ?? [];
  const opening = { type: 'text', value: `${colons}${node.name ?? ''}` };
  if (node.type !== 'textDirective') return [{ type: 'paragraph', children: [opening] }, ...inner];
  const attributes = Object.entries(node.attributes ?? {}).map(([key, value]) => `${key}="${value ?? ''}"`).join(' ');
  const label: MarkdownNode[] = inner.length === 0 ? [] : [{ type: 'text', value: '[' }, ...inner, { type: 'text', value: ']' }];
  return [opening, ...label, ...(attributes === '' ? [] : [{ type: 'text', value: `{${attributes}}` }])];
}

/** Replaces `{{ui.…}}` by the name of the control as the screen writes it; a name nobody has stays as it is, and fails a test. */
export function fillNames(markdown: string, nameOf: (key: string) => string | undefined): string {
  return markdown.replaceAll(/\{\{(ui\.[\w.]+)\}\}/g, (whole, key: string) => nameOf(key) ?? whole);
}
