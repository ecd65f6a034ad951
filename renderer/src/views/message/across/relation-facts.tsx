import { across as words } from '../../../../../shared/wording/window/across';
import type { Fact } from '../../../components/facts';

interface Causes {
  readonly innocent: readonly string[];
  readonly settle: string;
}

/** What a relation need not mean, and how to find out. */
export function causesOf({ innocent, settle }: Causes): readonly Fact[] {
  const causes = (
    <ul className="card-innocent">
      {innocent.map((cause) => (
        <li key={cause}>{cause}</li>
      ))}
    </ul>
  );
  return [
    { name: words.innocent, value: causes },
    { name: words.settle, value: settle },
  ];
}

interface Provenance {
  readonly reference: string;
  readonly kind: string;
  readonly kindVersion: number;
}

export function provenanceOf({ reference, kind, kindVersion }: Provenance): readonly Fact[] {
  return [
    { name: words.reference, value: reference },
    { name: words.kind, value: words.kindVersion(kind, kindVersion) },
  ];
}
