/** A line of what is put on paper, before anybody knows on which. Its texts are plain: a printer's markup is no markup here. */
export type PrintLine =
  | { readonly kind: 'text'; readonly text: string; readonly align: 'left' | 'center'; readonly strong: boolean }
  | { readonly kind: 'pair'; readonly left: string; readonly right: string; readonly strong: boolean }
  | { readonly kind: 'rule' }
  | { readonly kind: 'qr'; readonly data: string };

export interface PrintDocument {
  readonly title: string;
  /** ISO 639-1, of its texts. */
  readonly language: string;
  /** What a format that must name an instant names: never the moment of printing, so that a reprint is the same. */
  readonly writtenAt: Date;
  readonly lines: readonly PrintLine[];
}

export const centred = (text: string, strong = false): PrintLine => ({ kind: 'text', text, align: 'center', strong });

export const left = (text: string): PrintLine => ({ kind: 'text', text, align: 'left', strong: false });

export const pair = (text: string, right: string, strong = false): PrintLine => ({
  kind: 'pair',
  left: text,
  right,
  strong,
});

export const rule: PrintLine = { kind: 'rule' };
