/** The three-level taxonomy of the demo marketplace: departments, shelves, leaves, with numeric codes. */
import { beauty, sports } from './assortment/care-and-sports.ts';
import { electronics } from './assortment/electronics.ts';
import { fashion } from './assortment/fashion.ts';
import { grocery } from './assortment/grocery.ts';
import { home } from './assortment/home.ts';
import type { DepartmentSpec, LeafSpec, ShelfSpec } from './assortment/leaf.ts';
import { tools, toys } from './assortment/toys-and-tools.ts';
import { type Locale, type Localised, locales, localise } from './vocabulary.ts';

export interface Leaf {
  code: string;
  spec: LeafSpec;
  shelf: ShelfSpec;
  shelfCode: string;
  department: DepartmentSpec;
  departmentCode: string;
}

export interface TaxonomyNode {
  code: string;
  parent: string | null;
  names: Localised;
}

const departments: readonly DepartmentSpec[] = [
  electronics,
  home,
  fashion,
  beauty,
  sports,
  grocery,
  toys,
  tools,
];

function walk(): { leaves: Leaf[]; nodes: TaxonomyNode[] } {
  const leaves: Leaf[] = [];
  const nodes: TaxonomyNode[] = [];
  departments.forEach((department, d) => {
    const departmentCode = String((d + 1) * 1000);
    nodes.push({ code: departmentCode, parent: null, names: department.names });
    department.shelves.forEach((shelf, s) => {
      const shelfCode = String((d + 1) * 1000 + (s + 1) * 100);
      nodes.push({ code: shelfCode, parent: departmentCode, names: shelf.names });
      shelf.leaves.forEach((spec, l) => {
        const code = String(Number(shelfCode) + l + 1);
        nodes.push({ code, parent: shelfCode, names: spec.names });
        leaves.push({ code, spec, shelf, shelfCode, department, departmentCode });
      });
    });
  });
  return { leaves, nodes };
}

export const { leaves, nodes } = walk();

export const leafByCode: ReadonlyMap<string, Leaf> = new Map(leaves.map((leaf) => [leaf.code, leaf]));

/** Names from the root to the leaf in one locale. */
export function leafPath(leaf: Leaf, locale: Locale): string[] {
  return [leaf.department.names, leaf.shelf.names, leaf.spec.names].map((names) => localise(names, locale));
}

/** The taxonomy as a parent/child file: `id,parent_id,name_en,…`. */
export function taxonomyCsv(): string {
  const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const head = ['id', 'parent_id', ...locales.map((locale) => `name_${locale}`)].join(',');
  const rows = nodes.map((node) => [node.code, node.parent ?? '', ...node.names.map(quote)].join(','));
  return `${[head, ...rows].join('\n')}\n`;
}
