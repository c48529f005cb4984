package io.freshet.jobs.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.StableHash;
import io.freshet.features.ItemFacts;
import io.freshet.features.OwnedRow;
import io.freshet.features.RowDelta;
import io.freshet.features.RowLayout;
import io.freshet.features.UserState;
import io.freshet.jobs.kafka.CatalogueChange;
import io.freshet.jobs.kafka.CatalogueChanges;
import io.freshet.jobs.kafka.DeadLetter;
import io.freshet.jobs.kafka.Inbound;
import io.freshet.jobs.kafka.PublishedRows;
import io.freshet.jobs.kafka.RulesChange;
import io.freshet.ranking.Recommender;
import io.freshet.ranking.RecommenderConfig;
import io.freshet.schemas.Coverage;
import io.freshet.schemas.Evaluation;
import io.freshet.schemas.Impression;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.ItemState;
import io.freshet.schemas.RecommendationRequest;
import io.freshet.schemas.Recommendations;
import io.freshet.schemas.RecommendedItem;
import io.freshet.schemas.RowVersion;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What travels between operators and is kept in state comes back as it was, also from another life of the job. */
class TypesTest {
    private static final long T = 1_700_000_000_123L;
    private static final LearnerConfig LEARNER = LearnerConfig.DEFAULTS;
    private static final RowLayout LAYOUT = new RowLayout(LEARNER);
    private static final Interaction INTERACTION =
            new Interaction("e-1", "u-ü1", "i-1", "view", 2.5f, T, "s-1", null, Map.of("device", "phone"));
    private static final RecommendationRequest REQUEST =
            new RecommendationRequest("r-1", "u-1", 7, List.of("a"), List.of("b", "c"), List.of("d"), "shoes", T);
    private static final CatalogueChange CHANGE =
            new CatalogueChange("i-ü1", new ItemFacts(true, List.of("a", "é".repeat(70_000))), new float[] {1.5f, -0f});
    private static final Impression IMPRESSION = new Impression("l-ü1", "u-1", List.of("i-1", "é".repeat(500)), T);
    private static final DeadLetter LETTER = new DeadLetter(
            new byte[] {1, 2},
            new byte[] {-1, 0, 7},
            "topic",
            3,
            1L << 40,
            "decode",
            "java.lang.Error",
            "é".repeat(70_000));
    private static final DeadLetter EMPTY_LETTER = new DeadLetter(null, null, "topic", -1, -1, "", "", "");

    static Stream<Sample<?>> samples() {
        return Stream.of(
                new Sample<>(Types.interaction(), INTERACTION),
                new Sample<>(Types.inbound(), new Inbound.Event(INTERACTION)),
                new Sample<>(Types.inbound(), new Inbound.Request(REQUEST)),
                new Sample<>(Types.inbound(), new Inbound.Shown(IMPRESSION)),
                new Sample<>(Types.ofUser(), new Inbound.Shown(IMPRESSION)),
                new Sample<>(Types.inbound(), new Inbound.Rejected(LETTER)),
                new Sample<>(Types.ofUser(), new Inbound.Event(INTERACTION)),
                new Sample<>(Types.ofUser(), new Inbound.Request(REQUEST)),
                new Sample<>(Types.deadLetter(), LETTER),
                new Sample<>(Types.deadLetter(), EMPTY_LETTER),
                new Sample<>(Types.itemState(), itemState()),
                new Sample<>(Types.inbound(), new Inbound.OfItem(CHANGE)),
                new Sample<>(Types.inbound(), new Inbound.OfRules(RulesChange.WITHDRAWN)),
                new Sample<>(Types.broadcast(), new RulesChange("é".repeat(70_000), 1L << 40)),
                new Sample<>(Types.ofItem(), new Inbound.OfItem(CHANGE)),
                new Sample<>(Types.broadcast(), new PublishedRows(List.of(new byte[] {1, 2}, new byte[0]), 7)),
                new Sample<>(
                        Types.broadcast(),
                        new CatalogueChanges(List.of(CHANGE, new CatalogueChange("gone", ItemFacts.GONE)))),
                new Sample<>(
                        Types.evaluation(),
                        new Evaluation("e-1", "u-1", "i-1", T, true, true, false, true, 100, 0, 86_400, true, "m")),
                new Sample<>(Types.recommendations(), recommendations()),
                new Sample<>(Types.rowDelta(), delta(1)),
                new Sample<>(Types.userState(), user()),
                new Sample<>(Types.ownedRow(), row()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void whatIsWrittenIsReadBackAndNothingIsLeftOver(Sample<T> sample) throws IOException {
        TypeSerializer<T> serializer = sample.serializer();
        DataOutputSerializer out = new DataOutputSerializer(16);
        serializer.serialize(sample.value, out);
        serializer.serialize(sample.value, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());

        sample.assertEqualTo(serializer.deserialize(in));
        sample.assertEqualTo(serializer.deserialize(in));
        assertThat(in.available()).isZero();
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void copyingFromStreamToStreamKeepsTheBytes(Sample<T> sample) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);

        sample.serializer().copy(new DataInputDeserializer(sample.bytes()), out);

        assertThat(out.getCopyOfBuffer()).isEqualTo(sample.bytes());
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void aSerializersSnapshotIsReadBackByAnotherLifeOfTheJobAndFits(Sample<T> sample) throws IOException {
        TypeSerializer<T> serializer = sample.serializer();
        DataOutputSerializer out = new DataOutputSerializer(16);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());

        TypeSerializerSnapshot<T> snapshot = TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());

        assertThat(serializer
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(snapshot)
                        .isCompatibleAsIs())
                .isTrue();
        TypeSerializer<T> restored = snapshot.restoreSerializer();
        assertThat(restored).isEqualTo(serializer).hasSameHashCodeAs(serializer);
        sample.assertEqualTo(restored.deserialize(new DataInputDeserializer(sample.bytes())));
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void typesAndSerializersSurviveTheWayToATaskManager(Sample<T> sample) throws Exception {
        sample.bytes(); // so that there is something transient to lose

        TypeInformation<T> type = InstantiationUtil.clone(sample.type);

        assertThat(type).isEqualTo(sample.type).hasSameHashCodeAs(sample.type);
        assertThat(new Sample<>(type, sample.value).bytes()).isEqualTo(sample.bytes());
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void aCopyIsEqualAndTheValueItselfOnlyIfNobodyChangesIt(Sample<T> sample) throws IOException {
        TypeSerializer<T> serializer = sample.serializer();
        T copy = serializer.copy(sample.value);

        sample.assertEqualTo(copy);
        assertThat(copy == sample.value).isEqualTo(serializer.isImmutableType());
    }

    @Test
    void aUserLearnedFromLeavesItsCopyAlone() throws IOException {
        UserState user = user();
        UserState copy =
                Types.userState().createSerializer(new SerializerConfigImpl()).copy(user);
        byte[] before = new Sample<>(Types.userState(), copy).bytes();

        user.taste().values()[0] += 1;
        user.recent().add(StableHash.of("more"), T + 1);
        user.consumed().add(StableHash.of("more"));
        user.countEvent();

        assertThat(new Sample<>(Types.userState(), copy).bytes()).isEqualTo(before);
        assertThat(new Sample<>(Types.userState(), user).bytes()).isNotEqualTo(before);
    }

    @Test
    void aRowAddedToLeavesItsCopyAlone() throws IOException {
        OwnedRow row = row();
        OwnedRow copy =
                Types.ownedRow().createSerializer(new SerializerConfigImpl()).copy(row);
        byte[] before = new Sample<>(Types.ownedRow(), copy).bytes();

        row.add(delta(2), LAYOUT, 5);

        assertThat(new Sample<>(Types.ownedRow(), copy).bytes()).isEqualTo(before);
        assertThat(new Sample<>(Types.ownedRow(), row).bytes()).isNotEqualTo(before);
    }

    /** A savepoint names the class of each state's snapshot, so these must stay where they are and keep what they mean. */
    @ParameterizedTest
    @ValueSource(strings = {"UserState", "OwnedRow"})
    void theSnapshotThatASavepointOfTheFirstVersionNamesIsStillReadable(String name) throws IOException {
        DataOutputSerializer saved = new DataOutputSerializer(16);
        saved.writeUTF("io.freshet.jobs.serde." + name + "Serializer$Snapshot");
        saved.writeInt(3); // version of Flink's SimpleTypeSerializerSnapshot, which holds nothing else

        TypeSerializerSnapshot<?> snapshot = TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(saved.getCopyOfBuffer()), getClass().getClassLoader());

        assertThat(snapshot.restoreSerializer()).isInstanceOf(StateSerializer.class);
        assertThat(snapshot.restoreSerializer().getClass().getSimpleName()).isEqualTo(name + "Serializer");
    }

    @Test
    void everyThreadsSerializerHasACodecOfItsOwn() {
        for (TypeInformation<?> type : List.of(
                Types.interaction(), Types.inbound(), Types.itemState(), Types.evaluation(), Types.recommendations())) {
            TypeSerializer<?> serializer = type.createSerializer(new SerializerConfigImpl());
            assertThat(serializer.duplicate()).isNotSameAs(serializer).isEqualTo(serializer);
            assertThat(type.createSerializer(new SerializerConfigImpl())).isNotSameAs(serializer);
        }
    }

    @Test
    void damagedBytesAreRefusedWithTheirReason() throws IOException {
        byte[] bytes = new Sample<>(Types.interaction(), INTERACTION).bytes();
        bytes[4] = 0;

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Types.interaction()
                        .createSerializer(new SerializerConfigImpl())
                        .deserialize(new DataInputDeserializer(bytes)))
                .withMessageContaining("damaged")
                .withMessageContaining("Interaction");
    }

    @Test
    void anUnknownTagOrVersionIsRefused() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new InboundSerializer().deserialize(new DataInputDeserializer(new byte[] {9})))
                .withMessageContaining("tag 9");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new DeadLetterSerializer().deserialize(new DataInputDeserializer(new byte[] {9})))
                .withMessageContaining("version 9");
    }

    private static ItemState itemState() {
        return ItemState.builder("i-1", new RowVersion(3, 41))
                .target(new float[] {0.5f, -0.5f}, 0.25f)
                .bias(-0.125f, 0.0625f)
                .source(new float[] {1, 2}, 0.75f)
                .count(12_345_678_901L)
                .covers(List.of(new Coverage(0, -9, 17), new Coverage(3, 9, 300)))
                .updatedMs(T)
                .build();
    }

    private static Recommendations recommendations() {
        return new Recommendations(
                "rec-1",
                "u-1",
                Recommendations.INTERACTION,
                "e-1",
                T,
                "m",
                null,
                List.of(new RecommendedItem("i-1", 1.5f, List.of("embedding"), 1, Map.of("dot", 1.5f))));
    }

    private static RowDelta delta(long push) {
        float[][] parts = new float[RowLayout.PARTS][];
        parts[RowLayout.TARGET] = new float[LAYOUT.dimension() + 3];
        parts[RowLayout.TARGET][1] = 0.5f;
        return new RowDelta("i-1", 3, -7, push, parts, 2, T);
    }

    private static UserState user() {
        Recommender recommender = Recommender.alone(RecommenderConfig.defaults(false));
        UserState user = recommender.newUser("u-1");
        for (int n = 0; n < 50; n++) {
            recommender.learn(user, Interaction.of("e" + n, "u-1", "i" + n, 1f, T + n / 3));
        }
        return user;
    }

    private static OwnedRow row() {
        OwnedRow row = OwnedRow.start("i-1", LAYOUT);
        row.add(delta(1), LAYOUT, 5);
        return row;
    }

    /** A type with a value of it. */
    record Sample<T>(TypeInformation<T> type, T value) {
        TypeSerializer<T> serializer() {
            return type.createSerializer(new SerializerConfigImpl());
        }

        byte[] bytes() throws IOException {
            DataOutputSerializer out = new DataOutputSerializer(16);
            serializer().serialize(value, out);
            return out.getCopyOfBuffer();
        }

        /** The arrays of recent items are longer than what is in them, so the bytes decide. */
        void assertEqualTo(T other) throws IOException {
            assertThat(other)
                    .usingRecursiveComparison()
                    .ignoringFields("recent.keys", "recent.times")
                    .isEqualTo(value);
            assertThat(new Sample<>(type, other).bytes()).isEqualTo(bytes());
        }

        @Override
        public String toString() {
            return value.getClass().getSimpleName();
        }
    }
}
