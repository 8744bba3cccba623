import { badNames, doorless, misfiled, misnamedUseCases, strangers, tooLong, untestedUseCases } from './layout';
import { filesUnder } from './source-tree';

/** Files that may pass 250 lines, each with its reason. */
const LONG_FOR_A_REASON: Record<string, string> = {};

const source = filesUnder('src');
const written = [...source, ...filesUnder('test', '.ts'), ...filesUnder('bench', '.ts')];
const integrationTests = filesUnder('test/integration', '.spec.ts');
const paths = source.map(({ path }) => path);

describe('the tree', () => {
  it('has its entry points', () => {
    expect(paths).toEqual(expect.arrayContaining(['src/main.ts', 'src/cli.ts', 'src/app.module.ts']));
  });

  it('holds only the folders of the design', () => {
    expect(strangers(paths)).toEqual([]);
  });

  it('has a door to every module', () => {
    expect(doorless(paths)).toEqual([]);
  });

  it('is named in kebab-case, by words that say something', () => {
    expect(badNames(written.map(({ path }) => path))).toEqual([]);
  });

  it('keeps every kind of file in its folder', () => {
    expect(misfiled(paths)).toEqual([]);
  });

  it('names the class of a use case after its file', () => {
    expect(misnamedUseCases(source)).toEqual([]);
  });

  it('tests every use case on a real database', () => {
    expect(untestedUseCases(paths, integrationTests)).toEqual([]);
  });

  it('has no long file', () => {
    expect(tooLong(written, LONG_FOR_A_REASON)).toEqual([]);
  });
});

describe('a planted stranger is seen', () => {
  it('in a folder of no meaning', () => {
    const planted = [
      'src/infra/x.ts',
      'src/platform/mail/x.ts',
      'src/modules/sales/services/x.ts',
      'src/modules/sales/x.ts',
    ];
    expect(strangers([...planted, 'src/modules/sales/sales.module.ts', 'src/kernel/money.ts'])).toHaveLength(
      planted.length,
    );
  });

  it('in a module without a door', () => {
    expect(doorless(['src/modules/sales/sales.module.ts', 'src/modules/sales/domain/shift.ts'])).toEqual([
      'src/modules/sales/index.ts',
    ]);
  });

  it.each([
    'utils.ts',
    'stock-manager.ts',
    'sales.service.ts',
    'base-store.ts',
    'date-helpers.spec.ts',
    'PriceBook.ts',
    'price_book.ts',
  ])('in the name %s', (name) => {
    expect(badNames([`src/modules/sales/domain/${name}`])).toHaveLength(1);
  });

  it('in a folder named shared', () => {
    expect(badNames(['src/modules/sales/shared/money.ts'])).toHaveLength(1);
  });

  it('but not in a noun of the business', () => {
    expect(
      badNames(['src/modules/sales/domain/service-charge.ts', 'src/modules/sales/store/transaction.store.ts']),
    ).toEqual([]);
  });

  it('in a file that lies in the wrong folder', () => {
    const planted = [
      'src/modules/sales/domain/transaction.store.ts',
      'src/modules/sales/listeners/steps.ts',
      'src/modules/sales/store/transaction-list.query.ts',
    ];
    expect(misfiled([...planted, 'src/modules/sales/store/transaction.store.ts'])).toEqual(planted);
  });

  it('in a use case by another name', () => {
    const text = 'export class SellUseCase {}';
    const path = 'src/modules/sales/use-cases/create-transaction.use-case.ts';
    expect(misnamedUseCases([{ path, text }])).toEqual([path]);
    const disguised = 'src/modules/sales/use-cases/sell.ts';
    expect(misnamedUseCases([{ path: disguised, text: `@Injectable() ${text}` }])).toEqual([disguised]);
  });

  it('in a use case that no integration test names', () => {
    const useCases = ['open-shift', 'close-shift', 'void-transaction'].map(
      (name) => `src/modules/sales/use-cases/${name}.use-case.ts`,
    );
    const tests = [
      { path: 'test/integration/sales/open-shift.spec.ts', text: '' },
      { path: 'test/integration/shifts.spec.ts', text: 'app.get(CloseShiftUseCase)' },
    ];
    expect(untestedUseCases(useCases, tests)).toEqual([useCases[2]]);
  });

  it('in a long file', () => {
    const long = { path: 'src/modules/sales/domain/transaction.ts', text: 'x\n'.repeat(251) };
    expect(tooLong([long], {})).toEqual([`${long.path}: 251 lines`]);
    expect(tooLong([long], { [long.path]: 'one table of tax rules' })).toEqual([]);
    expect(tooLong([{ ...long, text: 'x\n'.repeat(250) }], {})).toEqual([]);
  });
});
