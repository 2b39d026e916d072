/** The engine's methods in Simplified Chinese: their titles, where there is a usual word, and the question each answers. */
export const zhMethods: Readonly<Record<string, { readonly title: string; readonly answers: string }>> = {
  ablationCam: { title: 'Ablation-CAM（消融）', answers: '缺少该层的哪些通道会影响目标？' },
  activationMaximization: { title: '激活最大化', answers: '目标希望看到什么？' },
  cam: { title: 'CAM', answers: '最后的特征图在何处看到支持该类别的依据？' },
  deconvnet: { title: '反卷积网络（Deconvnet）', answers: '目标代表怎样的像素模式？' },
  effectiveReceptiveField: { title: '有效感受野', answers: '该层的中心实际能看多远？' },
  eigenCam: { title: 'Eigen-CAM', answers: '不论类别，该层对什么响应最强？' },
  filters: { title: '卷积核', answers: '该卷积寻找什么？' },
  gradCam: { title: 'Grad-CAM', answers: '该层在何处看到支持目标的依据？' },
  gradCamPlusPlus: { title: 'Grad-CAM++', answers: '有多个目标物体时，该层在何处看到支持目标的依据？' },
  gradientTimesInput: { title: '梯度 × 输入', answers: '每个像素为目标贡献多少？' },
  guidedBackpropagation: { title: '引导反向传播', answers: '怎样的像素模式会提高目标？' },
  guidedGradCam: { title: '引导 Grad-CAM', answers: '在支持目标之处，怎样的细节会提高目标？' },
  hiResCam: { title: 'HiResCAM', answers: '该层的哪些位置会提高目标？' },
  integratedGradients: { title: '积分梯度', answers: '与空白图像相比，每个像素为目标贡献多少？' },
  layerCam: { title: 'LayerCAM', answers: '该层（也可为浅层）的哪些位置会提高目标？' },
  layerwiseRelevance: { title: '逐层相关性传播', answers: '目标如何逐层分摊到各像素？' },
  lime: { title: 'LIME', answers: '就线性模型所能判断，目标依赖哪些图块？' },
  occlusion: { title: '遮挡', answers: '缺少图像的哪些部分会影响目标？' },
  rise: { title: 'RISE', answers: '不论同时看到什么，哪些像素使目标得分高？' },
  saliency: { title: '显著图', answers: '改变哪些像素最能改变目标？' },
  scoreCam: { title: 'Score-CAM', answers: '该层的哪些通道标出目标所需？' },
  smoothGrad: { title: 'SmoothGrad', answers: '在此图像及相似图像中，哪些像素对目标重要？' },
  xGradCam: { title: 'XGrad-CAM', answers: '该层在何处看到累加成目标的依据？' },
}

/** What the methods measure beside their map. */
export const zhFacts: Readonly<Record<string, string>> = {
  'Target before': '优化前的目标值',
  'Target after': '优化后的目标值',
  'Side of the effective receptive field, in pixels': '有效感受野的边长（像素）',
  Filters: '卷积核数',
  Channels: '通道数',
  'Difference to the empty image': '与空白图像之差',
  'Missed by the sum of the map': '图之和的偏差',
  'Relevance of the target': '目标的相关性',
  'Lost on the way': '途中损失',
  'R² of the linear model': '线性模型的 R²',
  Patches: '图块数',
}

/** The weights that hold filters. */
export const zhWeights: Readonly<Record<string, string>> = {
  kernel: '卷积核（kernel）',
  depthwiseKernel: '逐通道卷积核（depthwiseKernel）',
  pointwiseKernel: '逐点卷积核（pointwiseKernel）',
}
