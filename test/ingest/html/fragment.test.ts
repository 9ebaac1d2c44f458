import { describe, expect, it } from 'vitest';
import { readFragment } from '../../../src/ingest/html/fragment.ts';

/** Paragraphs as text; other kinds than prose as `kind: text`. */
function read(html: string): string[] {
  return readFragment(html).map(({ kind, text }) => (kind === 'prose' ? text : `${kind}: ${text}`));
}

describe('A fragment of HTML', () => {
  it.each([
    ['ends a paragraph at a block', '<p>One.</p><div>Two.</div>Three.<section>Four.</section>', ['One.', 'Two.', 'Three.', 'Four.']],
    ['reads blocks without end tags', '<p>One.<p>Two.<ul><li>A<li>B</ul>', ['One.', 'Two.', 'A\nB']],
    ['keeps inline markup in its paragraph', '<p>A <b>bold</b>, <a href="/x">linked</a> <i>w</i>ord.</p>', ['A bold, linked word.']],
    ['shows white space as a browser does', '<p>  A\n\tline \n  end  </p>', ['A line end']],
    ['keeps no-break spaces', '<p>10&nbsp;km\u00A0away</p>', ['10\u00A0km\u00A0away']],
    ['decodes entities once', '<p>&lt;b&gt; &amp;amp; &#8220;x&#x201D; &hellip;</p>', ['<b> &amp; “x” …']],
    ['breaks a line at one br', '<p>One<br>two<br/>three</p>', ['One\ntwo\nthree']],
    ['ends a paragraph at two', 'One<br><br>two<br>\n<br />&nbsp;<br>three', ['One', 'two', 'three']],
    ['knows headings', '<h2>Head</h2><p>Text.</p><h4>Lower</h4>', ['subheading: Head', 'Text.', 'subheading: Lower']],
    ['knows a figure’s caption', '<figure><img src="x"><figcaption>A bridge. <span class="credit">AP</span></figcaption></figure>', ['caption: A bridge. AP']],
    ['knows a caption by its class', '<div class="wp-caption"><img><p class="wp-caption-text">A bridge.</p></div>', ['caption: A bridge.']],
    ['knows a Blogger caption', '<table class="tr-caption-container"><tr><td><img></td></tr><tr><td class="tr-caption">A bridge.</td></tr></table>', ['caption: A bridge.']],
    ['makes a short list one paragraph', '<p>Needed:</p><ul><li>Salt</li><li><p>Oil</p></li></ul><p>Mix.</p>', ['Needed:', 'Salt\nOil', 'Mix.']],
    ['keeps lists in lists together', '<ol><li>One<ul><li>Sub</li></ul></li><li>Two</li></ol>', ['One\nSub\nTwo']],
    ['makes a table a row a line', '<table><thead><tr><th>Year</th><th>Sales</th></tr></thead><tr><td>1990</td><td>12</td></tr></table>', ['Year\tSales\n1990\t12']],
    ['keeps the place of an empty cell', '<table><tr><td>a</td><td></td><td>c</td></tr></table>', ['a\t\tc']],
    ['reads quotations as prose', '<blockquote><p>He said.</p><p>She said.</p></blockquote>', ['He said.', 'She said.']],
    ['keeps the lines of preformatted text', '<pre>\na  b\n  c\n</pre>', ['a  b\n  c']],
    ['reads definitions', '<dl><dt>Salt</dt><dd>A mineral.</dd><dt>Oil</dt><dd>A fat.</dd></dl>', ['Salt\nA mineral.\nOil\nA fat.']],
    ['leaves scripts and styles out', 'A<script>var x = "<p>no</p>";</script><style>p{}</style><noscript>no</noscript><template><p>no</p></template> b', ['A b']],
    ['leaves controls and frames out', '<p>A</p><button>Press</button><select><option>x<option>y</select><textarea>no</textarea><iframe>no</iframe><svg><title>no</title><text>no</text></svg><p>B</p>', ['A', 'B']],
    ['leaves hidden parts out', '<p hidden>no</p><div style="color:red; display: none">no<p>no</p></div><p><span aria-hidden="true">no</span>yes</p>', ['yes']],
    ['leaves navigation out', '<nav><a href="/">Home</a></nav><p>Text.</p><div role="navigation">Next</div>', ['Text.']],
    ['leaves sharing buttons out', '<p>Text.</p><div class="sharedaddy sd-sharing-enabled"><h3>Share this:</h3><ul><li>X</li></ul></div><div class="jp-relatedposts">Related</div><p>End.</p>', ['Text.', 'End.']],
    ['leaves text for screen readers out', '<p>Go on<span class="screen-reader-text"> “Title”</span>.</p>', ['Go on.']],
    ['leaves links beside the text out', '<p>Text.</p><aside><h4>More</h4><ul><li><a href="/a">A long headline of another story</a></li></ul></aside>', ['Text.']],
    ['keeps a note beside the text', '<p>Text.</p><aside><p>The law of 1974 forbids it in <a href="/p">parks</a>.</p></aside>', ['Text.', 'The law of 1974 forbids it in parks.']],
    ['leaves a form out', '<p>Text.</p><form><p>Get our letter</p><input type="email"></form>', ['Text.']],
    ['reads what no tag closes', '<div><p>One <b>two', ['One two']],
    ['passes over end tags without a start', '</div>One</span> two</p></td>', ['One two']],
    ['tells an author’s biography', '<p>Text.</p><div class="author-bio"><p>Jane Doe writes.</p></div>', ['Text.', 'bio: Jane Doe writes.']],
    ['gives nothing for nothing', ' <p>&nbsp;</p><br><img src="x">', []],
  ])('%s', (_, html, expected) => {
    expect(read(html)).toEqual(expected);
  });

  it('gives long items a paragraph each', () => {
    const item = 'A sentence of some length. '.repeat(14).trim();
    expect(read(`<ul><li>${item}</li><li>Short.</li></ul>`)).toEqual([item, 'Short.']);
  });

  it('divides a large table between rows', () => {
    const rows = Array.from({ length: 200 }, (_, row) => `<tr><td>Row ${row}</td><td>${'x'.repeat(20)}</td></tr>`);
    const paragraphs = read(`<table>${rows.join('')}</table>`);
    expect(paragraphs.length).toBeGreaterThan(2);
    expect(paragraphs.join('\n').split('\n')).toHaveLength(200);
  });

  it('reads a table that lays out a page as its paragraphs', () => {
    const text = 'A sentence that is a part of a page, not of a table. '.repeat(4).trim();
    expect(read(`<table><tr><td>Menu</td><td><h2>Head</h2><p>${text}</p><p>${text}</p></td></tr></table>`)).toEqual(['Menu', 'subheading: Head', text, text]);
  });
});

describe('A post as WordPress stores it', () => {
  it.each([
    ['divides text at blank lines', 'One.\n\nTwo <b>bold</b>.\n \n\n<em>Three</em>.', ['One.', 'Two bold.', 'Three.']],
    ['breaks lines at single line ends', 'Roses are red\nViolets are blue\n\nThe end.', ['Roses are red\nViolets are blue', 'The end.']],
    ['does not divide a paragraph that has tags', '<p>One\n\nline</p>\n\nTwo.', ['One line', 'Two.']],
    ['passes over block comments', '<!-- wp:paragraph {"dropCap":true} -->\n<p>One.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:heading -->\n<h2>Head</h2>\n<!-- /wp:heading -->', ['One.', 'subheading: Head']],
    ['reads a caption’s shortcode', 'One.\n\n[caption id="attachment_5" align="alignleft" width="300"]<a href="x"><img src="y" /></a> The bridge in 1950.[/caption]\n\nTwo.', ['One.', 'caption: The bridge in 1950.', 'Two.']],
    ['reads a caption in an attribute', '[caption width="300" caption="The bridge"]<img />[/caption]\nText.', ['caption: The bridge', 'Text.']],
    ['leaves other shortcodes out', 'One.\n\n[gallery ids="1,2,3"]\n\n[contact-form-7 id="4" title="Contact"]\n\n[vc_row][vc_column width="1/2"]Two.[/vc_column][/vc_row]', ['One.', 'Two.']],
    ['leaves an embedded address out', 'One.\n\n[embed width="400"]https://example.org/v[/embed]\n\nTwo.', ['One.', 'Two.']],
    ['keeps text in brackets', 'He [the minister] said [sic] it [1] and [...] went [see Annex 2].', ['He [the minister] said [sic] it [1] and [...] went [see Annex 2].']],
    ['keeps a shortcode that is shown', '<p>Write <code>[gallery ids="1"]</code> or [[gallery]].</p>', ['Write [gallery ids="1"] or [[gallery]].']],
  ])('%s', (_, html, expected) => {
    expect(read(html)).toEqual(expected);
  });
});
