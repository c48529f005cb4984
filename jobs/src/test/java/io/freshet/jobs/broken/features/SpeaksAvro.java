package io.freshet.jobs.broken.features;

import org.apache.avro.Schema;

record SpeaksAvro(Schema schema) {}
