package io.freshet.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LedgerTest {
    private final Ledger ledger = new Ledger();

    @Test
    void anEventWaitsUntilItsFirstAnswer() {
        assertThat(ledger.publish("a")).isTrue();
        assertThat(ledger.waiting()).isEqualTo(1);
        assertThat(ledger.answered("a")).isTrue();
        assertThat(ledger.answered("a")).isFalse();
        assertThat(ledger.waiting()).isZero();
        assertThat(ledger.answers()).isEqualTo(1);
    }

    @Test
    void aSecondEventWithTheSameIdIsNotCounted() {
        ledger.publish("a");
        assertThat(ledger.publish("a")).isFalse();
        ledger.answered("a");
        assertThat(ledger.publish("a")).isFalse();
        assertThat(ledger.published()).isEqualTo(1);
        assertThat(ledger.waiting()).isZero();
    }

    @Test
    void aDeadLetterAnswersTheEventAtItsPosition() {
        ledger.publish("a");
        ledger.publish("b");
        ledger.appended("a", 0, 7, 1000);
        ledger.appended("b", 1, 7, 1001);
        ledger.deadLettered(1, 7);
        assertThat(ledger.answered("b")).isFalse();
        assertThat(ledger.answered("a")).isTrue();
        assertThat(ledger.dead()).isEqualTo(1);
    }

    @Test
    void aDeadLetterMayBeReadBeforeThePositionIsKnown() {
        ledger.publish("a");
        ledger.deadLettered(0, 3);
        assertThat(ledger.waiting()).isEqualTo(1);
        ledger.appended("a", 0, 3, 1000);
        assertThat(ledger.waiting()).isZero();
        assertThat(ledger.dead()).isEqualTo(1);
    }

    @Test
    void anAnswerMayComeBeforeThePositionIsKnown() {
        ledger.publish("a");
        ledger.answered("a");
        ledger.appended("a", 0, 3, 1000);
        ledger.deadLettered(0, 3);
        assertThat(ledger.dead()).isZero();
        assertThat(ledger.firstAppendMs()).isEqualTo(1000);
    }

    @Test
    void thereIsRoomBelowTheLimitOnly() throws InterruptedException {
        ledger.publish("a");
        assertThat(ledger.awaitRoom(2, 1)).isTrue();
        assertThat(ledger.awaitRoom(1, 1)).isFalse();
    }
}
