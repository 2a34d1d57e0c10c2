/** In place of a node: the parent of a root, the top of an empty stack, a sample whose node is not known. */
export const noNode = -1;
