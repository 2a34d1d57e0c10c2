'use strict';
// A backtracking sudoku solver that yields its solutions.
const puzzle = '530070000600195000098000060800060003400803001700020006060000280000419005000080079';

function candidates(board, cell) {
  const used = new Set();
  const row = Math.floor(cell / 9);
  const column = cell % 9;
  for (let i = 0; i < 9; i++) {
    used.add(board[row * 9 + i]).add(board[i * 9 + column]);
    used.add(board[(Math.floor(row / 3) * 3 + Math.floor(i / 3)) * 9 + Math.floor(column / 3) * 3 + (i % 3)]);
  }
  return '123456789'.split('').filter((digit) => !used.has(digit));
}

function* solve(board) {
  const cell = board.indexOf('0');
  if (cell === -1) return yield board.join('');
  for (const digit of candidates(board, cell)) {
    board[cell] = digit;
    yield* solve(board);
    board[cell] = '0';
  }
}

const end = Date.now() + 1300;
let solved = 0;
while (Date.now() < end) for (const _solution of solve(puzzle.split(''))) solved++;
console.log(`solved ${solved} times`);
