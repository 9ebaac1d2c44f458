import minisearch from '../../src/search/indexes/minisearch.ts';
import { testIndex } from './index-contract.ts';

testIndex('minisearch', async () => minisearch.open(null));
