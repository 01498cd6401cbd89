/** Ink blue and ochre in two depths each: told apart with every kind of colour blindness and in a grey print. */
export const palette = ['#1b4b8f', '#e0993a', '#4a90cf', '#6b4310', '#a5bce6', '#97803c'];

const ink = '#1f2733';
const soft = '#5b6472';
const line = '#dfe3e8';

const axis = {
  axisLine: { show: true, lineStyle: { color: '#b6bdc7' } },
  axisTick: { show: false },
  axisLabel: { color: soft, fontSize: 12 },
  splitLine: { show: false, lineStyle: { color: line } },
  nameTextStyle: { color: soft, fontSize: 12, align: 'left' },
};

export const theme = (fontFamily: string) => ({
  color: palette,
  backgroundColor: 'transparent',
  textStyle: { fontFamily, color: ink },
  legend: { textStyle: { color: ink, fontSize: 12 }, itemWidth: 14, itemHeight: 10, itemGap: 16, inactiveColor: '#b6bdc7' },
  tooltip: {
    backgroundColor: '#fff', borderColor: '#b6bdc7', borderWidth: 1, padding: [8, 10],
    textStyle: { color: ink, fontSize: 12, fontFamily },
    axisPointer: { lineStyle: { color: '#8a94a3', type: 'dashed' }, shadowStyle: { color: 'rgba(27,75,143,.06)' } },
  },
  categoryAxis: axis,
  valueAxis: { ...axis, axisLine: { show: false }, splitLine: { show: true, lineStyle: { color: line } } },
  line: { symbolSize: 5, lineStyle: { width: 2 }, smooth: false },
  bar: { barMaxWidth: 28 },
  pie: { itemStyle: { borderColor: '#fff', borderWidth: 2 } },
});
