import { html, nothing, type TemplateResult } from 'lit'
import { dropdown } from '../../controls'
import type { Comparison, State } from '../../state'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'
import { layerChoices } from '../layerChoices'

const texts = strings.activations.comparison

/** What to compare the maps with, and with which one of these. */
export function comparisonControls(state: State, { compareWith }: Actions): TemplateResult {
  const { comparison, loaded, images, layer, image } = state
  const kinds = (['nothing', 'layer', 'image', 'version'] as const).filter(
    kind => kind !== 'image' || images.length > 1,
  )
  const choose = (kind: string) => {
    const other = begin(kind as Comparison['with'], state)
    if (other !== undefined) compareWith(other)
  }
  return html`
    ${dropdown({
      ...{ id: 'compare', label: texts.label, value: comparison.with },
      choices: loaded === undefined ? [] : kinds.map(value => ({ value, label: texts.kinds[value] })),
      choose,
    })}
    ${
      comparison.with === 'layer'
        ? dropdown({
            ...{ id: 'compare-layer', label: texts.layer, value: comparison.layer },
            choices: layerChoices(state).filter(({ value }) => value !== layer),
            choose: other => compareWith({ with: 'layer', layer: other }),
          })
        : nothing
    }
    ${
      comparison.with === 'image'
        ? dropdown({
            ...{ id: 'compare-image', label: texts.image, value: comparison.image },
            choices: images.filter(({ id }) => id !== image).map(({ id, name }) => ({ value: id, label: name })),
            choose: other => compareWith({ with: 'image', image: other }),
          })
        : nothing
    }
  `
}

/** What stands beside the maps, for people. */
export function comparedTitle({ comparison, images }: State): string {
  switch (comparison.with) {
    case 'nothing':
      return ''
    case 'layer':
      return comparison.layer
    case 'image':
      return images.find(({ id }) => id === comparison.image)?.name ?? ''
    case 'version':
      return texts.kept(comparison.kept)
  }
}

/** The comparison to begin with; undefined where there is nothing to compare with. */
function begin(kind: Comparison['with'], { loaded, layer, images, image }: State): Comparison | undefined {
  switch (kind) {
    case 'nothing':
      return { with: 'nothing' }
    case 'layer': {
      const layers = loaded?.layers ?? []
      const at = layers.findIndex(({ name }) => name === layer)
      const other = layers[at + 1] ?? layers[at - 1]
      return other && { with: 'layer', layer: other.name }
    }
    case 'image': {
      const other = images.find(({ id }) => id !== image)
      return other && { with: 'image', image: other.id }
    }
    case 'version':
      return { with: 'version', kept: new Date().toLocaleTimeString() }
  }
}
