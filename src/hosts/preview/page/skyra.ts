import { css, type CSSResult } from 'lit';
import { DiscordActionRow } from '@skyra/discord-components-core/discord-action-row.js';
import { DiscordAuthorInfo } from '@skyra/discord-components-core/discord-author-info.js';
import { DiscordEmbed } from '@skyra/discord-components-core/discord-embed.js';
import { DiscordEmbedFooter } from '@skyra/discord-components-core/discord-embed-footer.js';
import { DiscordMessage } from '@skyra/discord-components-core/discord-message.js';
import '@skyra/discord-components-core/discord-embed-description.js';
import '@skyra/discord-components-core/discord-embed-field.js';
import '@skyra/discord-components-core/discord-embed-fields.js';
import '@skyra/discord-components-core/discord-messages.js';

/**
 * The package draws Discord's look of some years ago, with texts too pale to read (WCAG asks for a contrast of 4.5).
 * Its colours are replaced by the page's own, which follow the system's light or dark by themselves.
 */
export function dressElements(): void {
  restyle(DiscordMessage, css`
    :host { color: var(--text); font-family: inherit; padding-right: 16px; }
    :host(:hover) { background-color: var(--hover); }
    .discord-author-avatar { flex: none; }
    .discord-author-avatar img { cursor: default; }
    .discord-message-inner, .discord-message-content { min-width: 0; }
    .discord-message-timestamp, .discord-message-edited { color: var(--muted); }
    .discord-message-body { overflow-wrap: anywhere; }
    .discord-message-markup { white-space: pre-wrap; }
    @media (max-width: 760px) {
      :host { padding: 0 8px; }
      .discord-author-avatar { margin-right: 8px; min-width: 28px; }
      .discord-author-avatar img { width: 28px; height: 28px; }
    }
  `);
  restyle(DiscordAuthorInfo, css`
    :host .discord-author-username { color: var(--strong); cursor: default; }
    :host .discord-author-username:hover { text-decoration: none; }
  `);
  restyle(DiscordEmbed, css`
    :host { color: var(--text); font-size: 14px; }
    :host .discord-embed-wrapper { background: var(--embed); border-color: var(--embed-edge); border-left: none; }
    :host .discord-embed-wrapper .discord-embed-grid { display: grid; grid-template-columns: minmax(0, auto); }
    :host .discord-left-border { background-color: var(--embed-edge); }
  `);
  restyle(DiscordEmbedFooter, css`
    :host { color: var(--muted); overflow-wrap: anywhere; }
  `);
  restyle(DiscordActionRow, css`
    :host { flex-wrap: wrap; gap: 8px; margin-top: 4px; max-width: 100%; }
  `);
}

function restyle(element: { readonly elementStyles: unknown[] }, styles: CSSResult): void {
  element.elementStyles.push(styles);
}
