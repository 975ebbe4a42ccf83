// Which pins stand for several places because these would lie on each other. Pure.

export interface Spot<T> {
  x: number;
  y: number;
  of: T;
}

export interface Group<T> {
  x: number;
  y: number;
  members: T[];
}

/**
 * Groups of spots that are closer than `distance` to the first of the group, in the order of the
 * first of each. A grid keeps it linear: the spots near one are in its cell or one beside it.
 */
export function groupSpots<T>(spots: Spot<T>[], distance: number): Group<T>[] {
  const groups: Group<T>[] = [];
  const cells = new Map<string, Group<T>[]>();
  for (const spot of spots) {
    const column = Math.floor(spot.x / distance);
    const row = Math.floor(spot.y / distance);
    const near = findNear(cells, column, row, spot, distance);
    if (near) {
      near.members.push(spot.of);
      continue;
    }
    const group = { x: spot.x, y: spot.y, members: [spot.of] };
    groups.push(group);
    const key = `${column},${row}`;
    cells.set(key, [...(cells.get(key) ?? []), group]);
  }
  return groups;
}

function findNear<T>(
  cells: Map<string, Group<T>[]>,
  column: number,
  row: number,
  spot: Spot<T>,
  distance: number,
): Group<T> | undefined {
  for (let x = column - 1; x <= column + 1; x++) {
    for (let y = row - 1; y <= row + 1; y++) {
      for (const group of cells.get(`${x},${y}`) ?? []) {
        if (Math.hypot(group.x - spot.x, group.y - spot.y) < distance) return group;
      }
    }
  }
  return undefined;
}
