import { defineRule } from './rule'

/**
 * Finds an import of a file that is not in the workspace.
 *
 * Why: what comes from it is not known, and so are layers that are made with it.
 *
 * Do: mend the path, or open the folder that the file is in as part of the workspace.
 *
 * @example
 * import { block } from './blocks-of-another-folder'
 * block(input(32, 32, 3))
 */
export const unresolvedImport = defineRule({ id: 'unresolved-import', severity: 'warning' })
