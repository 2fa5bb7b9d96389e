// Makes commits of the scratch workspace of patches that are texts: then git can be asked about them like about any other.
import { type CommitRecord, readSingleCommits } from '../git/commits.js';
import { importCommits, type NewCommit } from '../git/import-commits.js';
import type { Workspace } from '../git/workspace.js';
import type { LinkFacts, PlannedLink } from './plan-links.js';

/** A patch, and the place of the commit that is to stand for it among those that are made. */
export interface PlacedLink extends LinkFacts {
  readonly place: number;
}

/** A patch and the commit that stands for it. */
export interface ChainLink extends LinkFacts {
  readonly commit: string;
}

/** Gathers the commits of one or many stacks, and makes them all at once. */
export class LinkImport {
  private readonly commits: NewCommit[] = [];
  private readonly known = new Map<string, number>();

  /**
   * `chain`: each patch on top of the one before, as a branch has them. `apart`: each on the base, or on a commit that has
   * its files as the patches below it had made them, and once for all stacks that hold it with the same outcome.
   */
  constructor(private readonly arrangement: 'chain' | 'apart') {}

  /** Takes the patches of a stack that begins at `base`, in their order. */
  add(base: string | null, links: readonly PlannedLink[]): PlacedLink[] {
    let below: string | number | null = base;
    return links.map(({ planned, before, ...facts }) => {
      const place =
        this.arrangement === 'chain' ? this.commit(planned, below) : this.apart(facts, planned, before, base);
      below = place;
      return { ...facts, place };
    });
  }

  /** Makes the commits and reads them, by their places. Throws LandfallError `world` when git refuses. */
  async make(workspace: Workspace): Promise<CommitRecord[]> {
    const oids = await importCommits(workspace, this.commits);
    const records: CommitRecord[] = [];
    for await (const record of readSingleCommits(workspace, oids)) records.push(record);
    return records;
  }

  private commit(planned: PlannedLink['planned'], parent: string | number | null): number {
    return this.commits.push({ ...planned, parent }) - 1;
  }

  private apart(
    { digest, atBase }: LinkFacts,
    planned: PlannedLink['planned'],
    before: PlannedLink['before'],
    base: string | null,
  ): number {
    const name = `${digest} ${atBase}`;
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const parent = before.length === 0 ? base : this.commit({ ...planned, files: before }, base);
    const place = this.commit(planned, parent);
    this.known.set(name, place);
    return place;
  }
}
