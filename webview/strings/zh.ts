import type { Strings } from './en'

/** Simplified Chinese. */
export const zh: Strings = {
  tabs: {
    label: '视图',
    look: '观察',
    architecture: '结构',
    summary: '概要',
    filters: '卷积核',
  },
  untrained: '未训练的权重',
  waiting: '正在读取网络…',
  summary: {
    title: '概要',
    caption: '网络的各层及其输出、参数与开销',
    layer: '层',
    kind: '类型',
    shape: '输出',
    parameters: '参数量',
    macs: '乘加数',
    memory: '内存',
    field: '感受野',
    total: '合计',
    layers: count => `${count} 层`,
    fixed: count => `另有 ${count} 个不可训练`,
    peak: memory => `峰值 ${memory}`,
    copyMarkdown: '复制为 Markdown',
    copyCsv: '复制为 CSV',
    hint: '方向键在各层间移动并显示其代码。',
    units: '乘加数按一张图像计算；内存为 float32 输出所占；感受野以输入像素计。',
  },
}
