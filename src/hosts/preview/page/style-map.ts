import { noChange } from 'lit';
import { directive, Directive, type AttributePart, type DirectiveResult } from 'lit/directive.js';

type Styles = Readonly<Record<string, string | number | undefined | null>>;

/**
 * Stands in for lit's styleMap, which writes a style attribute first: the page's Content-Security-Policy forbids that.
 * Here each property is set by script alone, which it allows.
 */
class StyleMap extends Directive {
  override render(styles: Styles): unknown {
    return styles;
  }

  override update(part: AttributePart, [styles]: [Styles]): symbol {
    const { style } = part.element;
    for (const [name, value] of Object.entries(styles)) style.setProperty(name, String(value ?? ''));
    return noChange;
  }
}

export const styleMap: (styles: Styles) => DirectiveResult = directive(StyleMap);
