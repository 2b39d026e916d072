/** The level of a tile's pixel where a number is NaN or infinite. */
export const NOT_FINITE = 255
