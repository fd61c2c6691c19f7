export type Kind = 'receiver' | 'processor' | 'exporter' | 'connector' | 'extension';
