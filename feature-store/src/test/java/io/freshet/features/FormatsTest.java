package io.freshet.features;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.embedding.UserVector;
import io.freshet.features.declared.Aggregation;
import io.freshet.features.declared.Entity;
import io.freshet.features.declared.FeatureChange;
import io.freshet.features.declared.FeatureDefinition;
import io.freshet.features.declared.FeatureEvent;
import io.freshet.features.declared.FeaturePlan;
import io.freshet.features.declared.FeatureState;
import io.freshet.features.declared.FlatFeatures;
import io.freshet.features.declared.UserFeaturePlan;
import io.freshet.features.declared.UserFeatures;
import io.freshet.schemas.Coverage;
import io.freshet.schemas.Neighbours;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.io.DataInput;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FormatsTest {
    private static final String ROW = "caf\u00e9-1";
    private static final long INCARNATION = 1_234_567_890_123L;
    private static final long TIME = 1_700_000_000_000L;
    private static final Signals SIGNALS =
            new Signals(12.5, 0.75, new Neighbours(new long[] {-3, 7}, new float[] {0.5f, 2.25f}, 0.125f));

    private static final FeaturePlan DECLARED = FeaturePlan.of(List.of(
            FeatureDefinition.builder("views", Entity.USER, Aggregation.COUNT)
                    .events(Set.of("view"))
                    .window(Duration.ofDays(1))
                    .build(),
            FeatureDefinition.builder("seen", Entity.USER_ITEM, Aggregation.COUNT)
                    .build(),
            FeatureDefinition.builder("bought", Entity.USER_ITEM, Aggregation.RATIO)
                    .events(Set.of("buy"))
                    .of(Set.of("view", "buy"))
                    .build()));
    private static final UserFeaturePlan FEATURES = new UserFeaturePlan(DECLARED, 10);

    /** A purchase of item −22 and a view of item 11. */
    private static UserFeatures features() {
        UserFeatures features = FEATURES.fit(null);
        FEATURES.add(features, new FeatureEvent(1, -22, 1, DECLARED.typeOf("buy"), FeatureEvent.NO_VALUE, 3_000, 0));
        FEATURES.add(features, new FeatureEvent(1, 11, 2, DECLARED.typeOf("view"), FeatureEvent.NO_VALUE, 4_000, 0));
        return features;
    }

    /** One list of three items, of which the first was skipped, the second taken, and the third not shown. */
    private static RecentLists lists() {
        RecentLists lists = new RecentLists(-77, 2);
        ServedList list = lists.add(99, 3_500, 3, 2, 4, 1_000);
        list.set(0, 1);
        list.set(1, 9);
        put(list, 0, 11, 0, 0.5f, -1f);
        put(list, 1, -22, 1, 2f, 0.25f);
        put(list, 2, 33, 40, -0.125f, 4f);
        list.show(0);
        list.take(1, 3_600, 0.5f);
        return lists;
    }

    private static void put(ServedList list, int place, long item, int position, float... values) {
        list.put(place, item, position);
        for (int feature = 0; feature < values.length; feature++) {
            list.value(feature, place, values[feature]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesTheGoldenBytes(Format format) throws IOException {
        assertThat(format.sample()).isEqualTo(Golden.bytes(format.golden()));
    }

    @ParameterizedTest
    @EnumSource
    void readsTheGoldenBytes(Format format) throws IOException {
        byte[] golden = Golden.bytes(format.golden());

        assertThat(format.rewritten(Golden.input(golden))).isEqualTo(golden);
    }

    @ParameterizedTest
    @EnumSource
    void aNewerVersionIsRefused(Format format) throws IOException {
        byte[] bytes = Golden.bytes(format.golden());
        int newest = bytes[0];
        bytes[0]++;

        assertThatThrownBy(() -> format.rewritten(Golden.input(bytes)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has format version %d, but this program reads 1 to %d", newest + 1, newest);
        bytes[0] = 0;
        assertThatThrownBy(() -> format.rewritten(Golden.input(bytes)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has format version 0");
    }

    @ParameterizedTest
    @EnumSource
    void aDamagedLengthIsRefusedBeforeAnythingOfThatLengthIsAllocated(Format format) throws IOException {
        for (int length : new int[] {-2, Integer.MIN_VALUE, Integer.MAX_VALUE, (1 << 24) + 1}) {
            byte[] bytes = Golden.bytes(format.golden());
            for (int i = 0; i < 4; i++) {
                bytes[format.firstLengthAt() + i] = (byte) (length >>> (24 - 8 * i));
            }
            assertThatThrownBy(() -> format.rewritten(Golden.input(bytes)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("a length of " + length + " is damaged data");
        }
    }

    @ParameterizedTest
    @EnumSource
    void bytesThatEndTooEarlyAreRefused(Format format) throws IOException {
        byte[] golden = Golden.bytes(format.golden());
        for (int length = 0; length < golden.length; length++) {
            byte[] shorter = Arrays.copyOf(golden, length);
            assertThatThrownBy(() -> format.rewritten(Golden.input(shorter))).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void aUserComesBackAsItWas() throws IOException {
        UserState user = UserStateFormat.read(Golden.input(Golden.bytes("UserState")));

        assertThat(user.taste().values()).containsExactly(1f, -0.5f);
        assertThat(user.taste().accumulator()).isEqualTo(0.25f);
        assertThat(user.recent().size()).isEqualTo(3);
        assertThat(user.recent().time(2)).isEqualTo(2_000);
        assertThat(user.consumed().toLongArray()).containsExactlyInAnyOrder(-22, 11);
        assertThat(user.events()).isEqualTo(7);
        assertThat(user.recentEvents().add(5, 8)).isFalse();
        assertThat(user.recentEvents().add(-6, 8)).isFalse();
        assertThat(user.recentEvents().size()).isEqualTo(2);
        assertThat(user.dislikes().sorted()).containsExactly(-44, 33);
        assertThat(user.newestMs()).isEqualTo(4_000);
        assertThat(requireNonNull(user.features()).items()).isEqualTo(2);
        double[] values = new double[3];
        FEATURES.readUser(user.features(), 5_000, values);
        FEATURES.readItem(user.features(), -22, 5_000, values);
        assertThat(values).containsExactly(1, 1, 1);
        FEATURES.readItem(user.features(), 11, 5_000, values);
        assertThat(values).containsExactly(1, 1, 0);
    }

    @Test
    void aListOfAUserComesBackAsItWas() throws IOException {
        UserState user = UserStateFormat.read(Golden.input(Golden.bytes("UserState")));
        RecentLists lists = requireNonNull(user.lists());
        ServedList list = requireNonNull(lists.of(99, 4_500, 1_000));

        assertThat(lists.layout()).isEqualTo(-77);
        assertThat(lists.of(99, 4_501, 1_000)).as("expired").isNull();
        assertThat(list.size()).isEqualTo(3);
        assertThat(list.placeOf(-22)).isEqualTo(1);
        assertThat(list.placeOf(5)).isEqualTo(ServedList.NONE);
        assertThat(list.position(2)).isEqualTo(RankerState.POSITIONS - 1);
        assertThat(list.value(1, 1)).isEqualTo(0.25f);
        assertThat(list.set(1)).isEqualTo(9);
        assertThat(list.isSkipped(0)).isTrue();
        assertThat(list.isSkipped(1)).as("taken").isFalse();
        assertThat(list.isSkipped(2)).as("not shown").isFalse();
        assertThat(list.takenPlace()).isEqualTo(1);
        assertThat(list.takenMs()).isEqualTo(3_600);
        assertThat(list.takenStrength()).isEqualTo(0.5f);
    }

    @Test
    void aUserOfTheFourthVersionIsReadAndHasNoLists() throws IOException {
        UserState user = UserStateFormat.read(Golden.input(Golden.bytes("UserState-4")));

        assertThat(user.lists()).isNull();
        assertThat(requireNonNull(user.features()).items()).isEqualTo(2);
        user.lists(lists());
        assertThat(Golden.written(out -> UserStateFormat.write(user, out))).isEqualTo(Golden.bytes("UserState"));
    }

    @Test
    void aTakenPlaceThatAListDoesNotHaveIsRefused() throws IOException {
        byte[] bytes = Golden.bytes("UserState");
        int takenPlace = bytes.length - (3 * 18 + 8 + 4 + 8 + 4);
        bytes[takenPlace + 3] = 3;

        assertThatThrownBy(() -> UserStateFormat.read(Golden.input(bytes)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a list of 3 items says that the one at place 3 was taken");
    }

    @Test
    void aUserOfTheThirdVersionIsReadAndHasNoDeclaredFeatures() throws IOException {
        UserState user = UserStateFormat.read(Golden.input(Golden.bytes("UserState-3")));

        assertThat(user.features()).isNull();
        assertThat(user.newestMs()).isEqualTo(3_000);
        user.features(features());
        user.lists(lists());
        assertThat(Golden.written(out -> UserStateFormat.write(user, out))).isEqualTo(Golden.bytes("UserState"));
    }

    @Test
    void aUserOfTheFirstVersionIsReadAndRemembersNoEvent() throws IOException {
        UserState user = UserStateFormat.read(Golden.input(Golden.bytes("UserState-1")));

        assertThat(user.recentEvents().size()).isZero();
        user.recentEvents().add(5, 8);
        user.recentEvents().add(-6, 8);
        assertThat(user.dislikes().isEmpty()).isTrue();
        dislikes(user.dislikes());
        user.features(features());
        user.lists(lists());
        assertThat(Golden.written(out -> UserStateFormat.write(user, out))).isEqualTo(Golden.bytes("UserState"));
    }

    @Test
    void aUserOfTheSecondVersionIsReadAndDislikesNothing() throws IOException {
        UserState user = UserStateFormat.read(Golden.input(Golden.bytes("UserState-2")));

        assertThat(user.dislikes().isEmpty()).isTrue();
        assertThat(user.newestMs()).isEqualTo(2_000);
        dislikes(user.dislikes());
        user.features(features());
        user.lists(lists());
        assertThat(Golden.written(out -> UserStateFormat.write(user, out))).isEqualTo(Golden.bytes("UserState"));
    }

    @Test
    void aDislikeThatWasTakenBackKeepsItsTime() throws IOException {
        UserState user = UserStateFormat.read(Golden.input(Golden.bytes("UserState-2")));
        user.dislikes().add(33, 3_000);
        user.dislikes().remove(33);
        byte[] bytes = Golden.written(out -> UserStateFormat.write(user, out));

        assertThat(UserStateFormat.read(Golden.input(bytes)).newestMs()).isEqualTo(3_000);
        assertThat(UserStateFormat.read(Golden.input(bytes)).dislikes().isEmpty())
                .isTrue();
    }

    @Test
    void anOwnedRowOfTheFirstVersionIsReadAndHasNoSignals() throws IOException {
        OwnedRow row = OwnedRowFormat.read(Golden.input(Golden.bytes("OwnedRow-1")));

        assertThat(row.count()).isEqualTo(6);
        assertThat(row.covers()).hasSize(2);
        assertThat(row.signals()).isEqualTo(Signals.NONE);
    }

    @Test
    void aDeltaOfTheFirstVersionIsReadAndHasNoSignals() throws IOException {
        RowDelta delta = RowDeltaFormat.read(Golden.input(Golden.bytes("RowDelta-1")));

        assertThat(delta.push()).isEqualTo(17);
        assertThat(delta.eventTimeMs()).isEqualTo(TIME);
        assertThat(delta.signals()).isEqualTo(Signals.NONE);
    }

    @Test
    void aDeltaOfTheSecondVersionIsReadAndHasNoStart() throws IOException {
        RowDelta delta = RowDeltaFormat.read(Golden.input(Golden.bytes("RowDelta-2")));

        assertThat(delta.signals()).isEqualTo(SIGNALS);
        assertThat(delta.start()).isNull();
    }

    @Test
    void aDeltaOfTheThirdVersionIsReadAndIsNoRemoval() throws IOException {
        RowDelta delta = RowDeltaFormat.read(Golden.input(Golden.bytes("RowDelta-3")));

        assertThat(delta.start()).isNotNull();
        assertThat(delta.removal()).isFalse();
        assertThat(Golden.written(out -> RowDeltaFormat.write(delta, out))).isEqualTo(Golden.bytes("RowDelta-4"));
    }

    @Test
    void aDeltaWithoutDeclaredFeaturesIsOneOfTheFourthVersion() throws IOException {
        byte[] golden = Golden.bytes("RowDelta-4");
        RowDelta delta = RowDeltaFormat.read(Golden.input(golden));

        assertThat(delta.features()).isNull();
        assertThat(Golden.written(out -> RowDeltaFormat.write(delta, out))).isEqualTo(golden);
    }

    @Test
    void anOwnedRowWithoutDeclaredFeaturesIsOneOfTheSecondVersion() throws IOException {
        byte[] golden = Golden.bytes("OwnedRow-2");
        OwnedRow row = OwnedRowFormat.read(Golden.input(golden));

        assertThat(row.features()).isNull();
        assertThat(row.signals()).isEqualTo(SIGNALS);
        assertThat(Golden.written(out -> OwnedRowFormat.write(row, out))).isEqualTo(golden);
    }

    /** The bytes of the number of features, and of the first one's length. */
    @ParameterizedTest(name = "{0}, {1} bytes from the end")
    @CsvSource({"ROW_DELTA, 72, has -1 features", "OWNED_ROW, 64, has -1 features", "OWNED_ROW, 40, of -1 values"})
    void damagedFeaturesAreRefused(Format format, int fromTheEnd, String how) throws IOException {
        byte[] bytes = Golden.bytes(format.golden());
        int at = bytes.length - fromTheEnd;
        Arrays.fill(bytes, at, at + 8, (byte) -1);

        assertThatThrownBy(() -> format.rewritten(Golden.input(bytes)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(how)
                .hasMessageEndingWith("which no program wrote: the data is damaged");
    }

    @Test
    void aRemovalComesBackAsItWas() throws IOException {
        RowDelta removal = RowDelta.removal(ROW, 3, INCARNATION, 17, TIME);
        byte[] bytes = Golden.written(out -> RowDeltaFormat.write(removal, out));
        RowDelta read = RowDeltaFormat.read(Golden.input(bytes));

        assertThat(read.removal()).isTrue();
        assertThat(read.eventTimeMs()).isEqualTo(TIME);
        assertThat(read.push()).isEqualTo(17);
        assertThat(Golden.written(out -> RowDeltaFormat.write(read, out))).isEqualTo(bytes);
    }

    @Test
    void neighboursOutOfOrderAreRefused() throws IOException {
        byte[] bytes = Golden.bytes("OwnedRow-2");
        int firstKey = bytes.length - (8 + 4 + 8 + 4 + 4);
        bytes[firstKey] = 0x7f;

        assertThatThrownBy(() -> OwnedRowFormat.read(Golden.input(bytes)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a row's neighbours are damaged: neighbours.keys is 7 behind");
    }

    @Test
    void aUserWithoutAVectorIsRefused() throws IOException {
        byte[] bytes = Golden.bytes("UserState");
        Arrays.fill(bytes, 1, 5, (byte) -1);

        assertThatThrownBy(() -> UserStateFormat.read(Golden.input(bytes)))
                .isInstanceOf(IOException.class)
                .hasMessage("a user's state has no vector: the data is damaged");
    }

    /** The bytes of the user's first value and accumulator, and of the owned row's first value. */
    @ParameterizedTest(name = "{0}, byte {1}")
    @CsvSource({"USER_STATE, 5", "USER_STATE, 13", "OWNED_ROW, 14"})
    void aValueThatIsNotFiniteIsRefused(Format format, int at) throws IOException {
        byte[] bytes = Golden.bytes(format.golden());
        bytes[at] = 0x7f;
        bytes[at + 1] = (byte) 0xc0;

        assertThatThrownBy(() -> format.rewritten(Golden.input(bytes)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has the value NaN, which no program wrote: the data is damaged");
    }

    @Test
    void equalUsersAreEqualBytesWhateverTheOrderOfConsumption() throws IOException {
        UserState one = Format.user(11, -22);
        UserState other = Format.user(-22, 11);

        assertThat(Golden.written(out -> UserStateFormat.write(one, out)))
                .isEqualTo(Golden.written(out -> UserStateFormat.write(other, out)));
    }

    /** Whatever the order of events was, the state that was written is the state that is read. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void randomUsersComeBackEqual(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        for (int trial = 0; trial < 200; trial++) {
            UserState user = new UserState(new UserVector(new float[] {random.nextInt()}, 1f), 1 + random.nextInt(5));
            int events = random.nextInt(40);
            for (int event = 0; event < events; event++) {
                long key = random.nextLong();
                user.recent().add(key, event / 3 - random.nextInt(3) / 2);
                user.consumed().add(key);
                user.recentEvents().add(key, 16);
                user.countEvent();
            }
            byte[] bytes = Golden.written(out -> UserStateFormat.write(user, out));
            UserState read = UserStateFormat.read(Golden.input(bytes));

            assertThat(Golden.written(out -> UserStateFormat.write(read, out))).isEqualTo(bytes);
        }
    }

    @Test
    void aCopiedUserLivesItsOwnLife() throws IOException {
        UserState user = Format.user(11, -22);
        byte[] before = Golden.written(out -> UserStateFormat.write(user, out));
        UserState copy = user.copy();
        copy.taste().values()[0] = 9f;
        copy.recent().add(5, 9_000);
        copy.consumed().add(5);
        copy.recentEvents().add(77, 8);
        copy.countEvent();
        requireNonNull(requireNonNull(copy.lists()).of(99, 3_500, 0)).take(0, 4_000, 2f);

        assertThat(Golden.written(out -> UserStateFormat.write(user, out))).isEqualTo(before);
        assertThat(copy.events()).isEqualTo(user.events() + 1);
    }

    @Test
    void aDeltaOfTheWeightsComesBackAsItWas() throws IOException {
        RowDelta delta = new RowDelta(
                RowLayout.WEIGHTS_ROW, 0, -1, 1, new float[][] {null, null, {1f, -0f, Float.MIN_VALUE}}, 0, 5);
        byte[] bytes = Golden.written(out -> RowDeltaFormat.write(delta, out));
        RowDelta read = RowDeltaFormat.read(Golden.input(bytes));

        assertThat(read.rowId()).isEqualTo(RowLayout.WEIGHTS_ROW);
        assertThat(read.parts()).isDeepEqualTo(delta.parts());
        assertThat(Golden.written(out -> RowDeltaFormat.write(read, out))).isEqualTo(bytes);
    }

    private static void dislikes(Dislikes dislikes) {
        dislikes.add(33, 2_500);
        dislikes.add(-44, 3_000);
    }

    private enum Format {
        USER_STATE("UserState", 1) {
            @Override
            byte[] sample() throws IOException {
                return Golden.written(out -> UserStateFormat.write(user(11, -22), out));
            }

            @Override
            byte[] rewritten(DataInput in) throws IOException {
                UserState user = UserStateFormat.read(in);
                return Golden.written(out -> UserStateFormat.write(user, out));
            }
        },
        ROW_DELTA("RowDelta", 1 + 2 + 7 + 4 + 8 + 8) {
            @Override
            byte[] sample() throws IOException {
                float[][] parts = {{0.5f, -0.25f, 1, 2, 3}, null, null};
                float[][] start = {{0.25f, -0.5f, 0, 0, 0}, {2, 4, 0}, null};
                FeatureChange features = FlatFeatures.change(new long[] {2, 1, 4, TIME - 5_000, TIME, 0, 3, 0, 0});
                RowDelta delta = new RowDelta(ROW, 3, INCARNATION, 17, start, parts, SIGNALS, 2, TIME, features, false);
                return Golden.written(out -> RowDeltaFormat.write(delta, out));
            }

            @Override
            byte[] rewritten(DataInput in) throws IOException {
                RowDelta delta = RowDeltaFormat.read(in);
                return Golden.written(out -> RowDeltaFormat.write(delta, out));
            }
        },
        OWNED_ROW("OwnedRow", 1 + 2 + 7) {
            @Override
            byte[] sample() throws IOException {
                float[][] parts = {{0.5f, -0.25f, 1, 2, 3}, {4, 8, 0.125f}, null};
                List<Coverage> covers = List.of(new Coverage(3, INCARNATION, 17), new Coverage(0, -9, 4));
                FeatureState features = FlatFeatures.state(new long[] {2, 0, 0, 4, TIME, 0, 3, 0});
                OwnedRow row = new OwnedRow(ROW, parts, SIGNALS, features, covers, 6, 21, 5, TIME);
                return Golden.written(out -> OwnedRowFormat.write(row, out));
            }

            @Override
            byte[] rewritten(DataInput in) throws IOException {
                OwnedRow row = OwnedRowFormat.read(in);
                return Golden.written(out -> OwnedRowFormat.write(row, out));
            }
        };

        private final String golden;
        private final int firstLengthAt;

        Format(String golden, int firstLengthAt) {
            this.golden = golden;
            this.firstLengthAt = firstLengthAt;
        }

        String golden() {
            return golden;
        }

        int firstLengthAt() {
            return firstLengthAt;
        }

        /** The bytes of the object that the golden bytes stand for. */
        abstract byte[] sample() throws IOException;

        /** Reads an object and writes it again. */
        abstract byte[] rewritten(DataInput in) throws IOException;

        private static UserState user(long firstConsumed, long secondConsumed) {
            RecentItems recent = new RecentItems(2);
            recent.add(11, 1_000);
            recent.add(-22, 2_000);
            recent.add(11, 2_000);
            LongOpenHashSet consumed = new LongOpenHashSet();
            consumed.add(firstConsumed);
            consumed.add(secondConsumed);
            RecentEvents events = new RecentEvents();
            events.append(5);
            events.append(-6);
            Dislikes dislikes = new Dislikes();
            dislikes(dislikes);
            return new UserState(
                    new UserVector(new float[] {1f, -0.5f}, 0.25f),
                    recent,
                    consumed,
                    events,
                    dislikes,
                    features(),
                    lists(),
                    7);
        }
    }
}
