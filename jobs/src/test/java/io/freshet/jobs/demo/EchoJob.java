package io.freshet.jobs.demo;

import io.freshet.jobs.kafka.Topics;
import io.freshet.jobs.local.LocalJob;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Evaluation;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.Recommendations;
import io.freshet.schemas.RecommendedItem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.api.java.tuple.Tuple5;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The smallest job that the driver can play to: each event becomes two copies of an evaluation and one list.
 *
 * <p>Item {@code bad} goes to the dead letters, {@code lost} nowhere, {@code fatal} fails the job, {@code stuck} leaves
 * rows unacknowledged for ever; {@code hit} has rank 3 and any other item none.
 */
final class EchoJob implements LocalJob {
    private final boolean exactlyOnce;

    EchoJob(boolean exactlyOnce) {
        this.exactlyOnce = exactlyOnce;
    }

    @Override
    public void addTo(StreamExecutionEnvironment env, String bootstrapServers, Topics topics) {
        env.enableCheckpointing(500);
        KafkaSource<Tuple3<byte[], Integer, Long>> source = KafkaSource.<Tuple3<byte[], Integer, Long>>builder()
                .setBootstrapServers(bootstrapServers)
                .setTopics(topics.interactions())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new Placed())
                .build();
        var sink = KafkaSink.<Tuple5<String, String, byte[], Integer, Long>>builder()
                .setBootstrapServers(bootstrapServers)
                .setDeliveryGuarantee(exactlyOnce ? DeliveryGuarantee.EXACTLY_ONCE : DeliveryGuarantee.AT_LEAST_ONCE)
                .setTransactionalIdPrefix("echo")
                .setProperty("transaction.timeout.ms", "600000")
                .setRecordSerializer(new Addressed())
                .build();
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "interactions")
                .process(new Echo(topics))
                .name("personalize")
                .sinkTo(sink);
    }

    private static final class Placed implements KafkaRecordDeserializationSchema<Tuple3<byte[], Integer, Long>> {
        private static final long serialVersionUID = 1L;

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Tuple3<byte[], Integer, Long>> out) {
            out.collect(Tuple3.of(record.value(), record.partition(), record.offset()));
        }

        @Override
        public TypeInformation<Tuple3<byte[], Integer, Long>> getProducedType() {
            return Types.TUPLE(Types.PRIMITIVE_ARRAY(Types.BYTE), Types.INT, Types.LONG);
        }
    }

    private static final class Addressed
            implements KafkaRecordSerializationSchema<Tuple5<String, String, byte[], Integer, Long>> {
        private static final long serialVersionUID = 1L;

        @Override
        public ProducerRecord<byte[], byte[]> serialize(
                Tuple5<String, String, byte[], Integer, Long> to, KafkaSinkContext context, Long timestamp) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(to.f0, bytes(to.f1), to.f2);
            record.headers().add("__connect.errors.partition", bytes(to.f3.toString()));
            record.headers().add("__connect.errors.offset", bytes(to.f4.toString()));
            return record;
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    private static final class Echo
            extends ProcessFunction<Tuple3<byte[], Integer, Long>, Tuple5<String, String, byte[], Integer, Long>> {
        private static final long serialVersionUID = 1L;

        private final Topics topics;
        private final AtomicLong readings = new AtomicLong(3);
        private transient @Nullable Codecs codecs;
        private volatile boolean stuck;

        private Echo(Topics topics) {
            this.topics = topics;
        }

        @Override
        public void open(OpenContext context) {
            codecs = new Codecs(Codec.interaction(), Codec.evaluation(), Codec.recommendations());
            getRuntimeContext().getMetricGroup().gauge("unacknowledgedRows", (Gauge<Long>) this::unacknowledged);
        }

        private long unacknowledged() {
            return stuck ? 7 : Math.max(0, readings.decrementAndGet());
        }

        @Override
        public void processElement(
                Tuple3<byte[], Integer, Long> in,
                Context context,
                Collector<Tuple5<String, String, byte[], Integer, Long>> out)
                throws Exception {
            if (codecs == null) {
                throw new IllegalStateException("not open");
            }
            Interaction event = codecs.interactions().decode(in.f0);
            stuck |= event.itemId().equals("stuck");
            switch (event.itemId()) {
                case "bad" -> out.collect(to(topics.deadLetters(topics.interactions()), event, in.f0, in));
                case "fatal" -> throw new IllegalArgumentException("event " + event.eventId() + " is fatal");
                case "lost" -> {}
                default -> answer(codecs, event, in, out);
            }
        }

        private void answer(
                Codecs codecs,
                Interaction event,
                Tuple3<byte[], Integer, Long> in,
                Collector<Tuple5<String, String, byte[], Integer, Long>> out) {
            byte[] evaluation = codecs.evaluations()
                    .encode(new EvaluationBuilder(event.eventId())
                            .user(event.userId())
                            .item(event.itemId())
                            .rank(event.itemId().equals("hit") ? 3 : 0)
                            .build());
            out.collect(to(topics.evaluations(), event, evaluation, in));
            out.collect(to(topics.evaluations(), event, evaluation, in));
            out.collect(to(topics.recommendations(), event, codecs.lists().encode(list(event)), in));
        }

        private static Recommendations list(Interaction event) {
            return new Recommendations(
                    "r-" + event.eventId(),
                    event.userId(),
                    Recommendations.INTERACTION,
                    event.eventId(),
                    event.eventTimeMs(),
                    "echo",
                    null,
                    List.of(new RecommendedItem("hit", 1, List.of("echo"), 1, Map.of())));
        }

        private static Tuple5<String, String, byte[], Integer, Long> to(
                String topic, Interaction event, byte[] value, Tuple3<byte[], Integer, Long> in) {
            return Tuple5.of(topic, event.userId(), value, in.f1, in.f2);
        }
    }

    private record Codecs(
            Codec<Interaction> interactions, Codec<Evaluation> evaluations, Codec<Recommendations> lists) {}
}
