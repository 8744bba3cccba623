export { CHART_OF_ACCOUNTS, type ChartAccount } from '../domain/chart-of-accounts';
