/** Where on a canvas the mouse points, in fractions of its height and width. */
export function pointOf({ clientX, clientY, currentTarget }: MouseEvent): { y: number; x: number } {
  const { left, top, width, height } = (currentTarget as HTMLElement).getBoundingClientRect()
  return { y: (clientY - top) / height, x: (clientX - left) / width }
}
