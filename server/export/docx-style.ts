/** Styles and list formats of the Word files. Sizes are half points, spaces twentieths of a point. */
import { AlignmentType, LevelFormat, type INumberingOptions, type IStylesOptions } from 'docx';

/** As deep as the layout lets lists go. */
export const LEVELS = 7;

export const BULLETS = 'bullets';
export const NUMBERS = 'numbers';

const STEP = 400;

/** Where the text of a list item stands, and what follows it in the same item. */
export const indentAt = (level: number) => ({ left: STEP * (level + 1) });

const levels = (format: 'bullet' | 'decimal') =>
  Array.from({ length: LEVELS }, (_, level) => ({
    level,
    format: format === 'bullet' ? LevelFormat.BULLET : LevelFormat.DECIMAL,
    text: format === 'bullet' ? '\u2022' : `%${level + 1}.`,
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { ...indentAt(level), hanging: STEP } } }
  }));

export const NUMBERING: INumberingOptions = {
  config: [
    { reference: BULLETS, levels: levels('bullet') },
    { reference: NUMBERS, levels: levels('decimal') }
  ]
};

const heading = (size: number) => ({
  run: { size, bold: true, color: '0B0C0C' },
  paragraph: { keepNext: true, spacing: { before: 280, after: 120 } }
});

export const STYLES: IStylesOptions = {
  default: {
    document: {
      run: { font: 'Arial', size: 22, language: { value: 'en-GB' } },
      paragraph: { spacing: { after: 160 } }
    },
    heading1: heading(36),
    heading2: heading(26),
    heading3: heading(23)
  }
};
