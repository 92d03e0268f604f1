import './echarts.js';
import './report.js';
