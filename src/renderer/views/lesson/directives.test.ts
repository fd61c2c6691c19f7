import { describe, expect, it } from 'vitest';
import { renderToStaticMarkup } from 'react-dom/server';
import { createElement } from 'react';
import Markdown from 'react-markdown';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkDirective from 'remark-directive';
import { fillNames, lessonDirectives } from './directives.ts';

const schema = {
  ...defaultSchema, tagNames: [...(defaultSchema.tagNames ?? []), 'section', 'dfn'],
  attributes: { ...defaultSchema.attributes, section: [['className', 'do']], dfn: ['dataTerm'] },
};
const html = (markdown: string): string =>
  renderToStaticMarkup(createElement(Markdown, { remarkPlugins: [remarkDirective, lessonDirectives], rehypePlugins: [[rehypeSanitize, schema]] as never, children: markdown }));

describe('lessonDirectives', () => {
  it('makes the box to act on', () => {
    expect(html(':::do\nPress **it**.\n:::')).toBe('<section class="do"><p>Press <strong>it</strong>.</p></section>');
  });

  it('makes a word of the glossary, also inside Chinese', () => {
    expect(html('带有:term[插桩]{id=instrumentation}的')).toBe('<p>带有<dfn data-term="instrumentation">插桩</dfn>的</p>');
  });

  it.each([
    ['a time', 'at 10:30 sharp'], ['an address', 'localhost:4317'], ['a pair', 'a:b and c:d'], ['a label', 'see x:y[z] here'], ['attributes', 'x:y{a="1"} here'],
  ])('leaves %s as text', (_name, text) => {
    expect(html(text)).toBe(`<p>${text.replaceAll('"', '&quot;')}</p>`);
  });

  it('shows a block it does not know as text', () => {
    expect(html(':::danger\nHello.\n:::')).toContain(':::danger');
  });

  it('lets no script, handler or foreign class through', () => {
    const made = html('<script>alert(1)</script>\n\n<b onclick="x()">b</b>\n\n[a](javascript:alert(1)) :::do{.evil onclick=x}');

    expect(made).not.toMatch(/script|onclick=x\(|javascript:|class="evil"/);
  });
});

describe('fillNames', () => {
  it('puts the name of a control, and leaves a name nobody has', () => {
    expect(fillNames('Press {{ui.bookVisit}} or {{ui.nothing}}', (key) => (key === 'ui.bookVisit' ? 'Book a visit' : undefined))).toBe('Press Book a visit or {{ui.nothing}}');
  });
});
