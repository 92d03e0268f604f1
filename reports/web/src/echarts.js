// The part of ECharts that the report draws with, under the name that the
// full build uses, so that report.js can't tell which of the two it got.
import { init, use } from 'echarts/core';
import { CustomChart } from 'echarts/charts';
import { GridSimpleComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';

use([CustomChart, GridSimpleComponent, SVGRenderer]);

globalThis.echarts = { init };
