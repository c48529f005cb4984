package io.freshet.jobs.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes and checks records of an input topic one by one; never throws for what a record holds. One thread. */
@FunctionalInterface
public interface RecordDecoder {
    Inbound decode(ConsumerRecord<byte[], byte[]> record);
}
