/** Attributes as one text, names before values: what models read of them, from a catalog and from a table's cell alike. */
export function attributeText(attributes: Iterable<readonly [name: string, value: string]>): string {
  return Array.from(attributes, ([name, value]) => `${name} ${value}`).join(' . ');
}
