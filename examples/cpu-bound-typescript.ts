// Counts the ways to place queens on a board, in TypeScript: the numbers must stand on the lines of this file.
// The profiler should say: CPU-bound, JavaScript, `place` is hot (it is recursive: its total is counted once).
interface Board {
  readonly size: number;
  readonly full: number;
}

function place(board: Board, columns: number, left: number, right: number): number {
  if (columns === board.full) return 1;
  let count = 0;
  let free = board.full & ~(columns | left | right);
  while (free !== 0) {
    const queen = free & -free;
    free -= queen;
    count += place(board, columns | queen, (left | queen) << 1, (right | queen) >> 1);
  }
  return count;
}

for (const size of [12, 13, 14]) {
  const board: Board = { size, full: (1 << size) - 1 };
  console.log(`${size} queens: ${place(board, 0, 0, 0)} solutions`);
}
