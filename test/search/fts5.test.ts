import fts5 from '../../src/search/indexes/fts5.ts';
import { testIndex } from './index-contract.ts';

testIndex('fts5', async () => fts5.open(null));
