// What the graph view uses of its libraries, as two globals.
import Sigma from 'sigma';
import { MultiGraph } from 'graphology';

globalThis.Sigma = Sigma;
globalThis.MultiGraph = MultiGraph;
