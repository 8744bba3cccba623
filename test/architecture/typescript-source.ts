import ts from 'typescript';

const SQL_KEYWORD = /(^|\s)(select|from|join|insert|into|update|delete|merge|with|lock|call|truncate)\s/i;

/** The code without its comments, printed in one style, so that a pattern cannot be fooled by either. */
export function codeOf(source: string): string {
  return ts.createPrinter({ removeComments: true }).printFile(parse(source));
}

/** The texts in the code that read as SQL; an interpolated value becomes `?`. */
export function sqlIn(source: string): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) texts.push(node.text);
    if (ts.isTemplateExpression(node)) {
      texts.push([node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join('?'));
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(source));
  return texts.filter((text) => SQL_KEYWORD.test(text));
}

function parse(source: string): ts.SourceFile {
  return ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest);
}
