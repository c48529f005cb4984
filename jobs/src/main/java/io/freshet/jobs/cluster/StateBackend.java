package io.freshet.jobs.cluster;

/** Where keyed state lives: on the task managers' heap, or in RocksDB on their disks. */
public enum StateBackend {
    HASHMAP,
    ROCKSDB
}
