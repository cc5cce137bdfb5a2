# Means (t.test), medians (sign test turned round), Welch's difference, correlation (cor.test), spread of repeated
# scores (chi-square), and the line of a second visit on the first (lm).
# Writes tests/oracles/change.csv and the changes in tests/oracles/data/change_*.csv.

source("validation/oracle.R")
set.seed(21)

half_points <- function(n, mean, sd) round(2 * rnorm(n, mean, sd)) / 2

groups <- list(
  half_points_240 = half_points(240, -0.4, 1.1),
  half_points_31 = half_points(31, 0.3, 1),
  without_ties_6 = rnorm(6, -1, 1),
  without_ties_5 = rnorm(5, -1, 1),
  without_ties_17 = rnorm(17, 5, 2),
  without_ties_100 = rnorm(100, 0, 1),
  without_ties_101 = rnorm(101, 0, 1),
  large_numbers = 1e6 + half_points(40, 0, 1),
  two_patients = c(-1, 0.5)
)

# Seventeen digits carry a number unchanged to another program.
unchanged <- function(x) format(x, digits = 17, trim = TRUE)

# The median values that a two-sided sign test does not reject lie between two order statistics. Which two
# depends on n alone; with ties the same two are taken.
sign_test_limits <- function(x, conf_level) {
  n <- length(x)
  tails <- vapply(0:n, function(k) pbinom(min(k, n - k), n, 0.5), 0)
  kept <- (0:n)[tails > (1 - conf_level) / 2]
  ordered <- c(NA, sort(x), NA)
  c(ordered[min(kept) + 1], ordered[max(kept) + 2])
}

limits <- function(estimate, ends) c(estimate = unname(estimate), lower = ends[1], upper = ends[2])

oracle <- new_oracle()
stats <- function(estimator, case, conf_level, value) {
  record(oracle, estimator, case, paste0("at_", conf_level), value, "stats")
}

levels_of <- list(half_points_31 = c(0.95, 0.8), without_ties_100 = c(0.95, 0.99))
for (name in names(groups)) {
  x <- groups[[name]]
  save_patients(data.frame(change = unchanged(x)), paste0("change_", name))
  for (level in if (is.null(levels_of[[name]])) 0.95 else levels_of[[name]]) {
    stats("Mean change", name, level, limits(mean(x), t.test(x, conf.level = level)$conf.int))
    stats("Median change", name, level, limits(median(x), sign_test_limits(x, level)))
  }
}

pairs <- list(c("half_points_240", "half_points_31", 0.95), c("half_points_31", "two_patients", 0.95),
              c("without_ties_100", "without_ties_17", 0.9))
for (pair in pairs) {
  level <- as.numeric(pair[3])
  test <- t.test(groups[[pair[1]]], groups[[pair[2]]], conf.level = level)
  stats("Difference of mean changes (Welch)", paste(pair[1:2], collapse = " "), level,
        limits(test$estimate[1] - test$estimate[2], test$conf.int))
}

# Two visits of each patient, and the baselines of others who entered from 3.0 on.
truth <- pmax(0, rnorm(150, 3, 1.5))
visits <- data.frame(first = half_points(150, truth, 0.4), second = half_points(150, truth + 0.1, 0.4))
visits <- pmax(visits, 0)
visits$second[1:3] <- visits$first[1:3]
few <- data.frame(first = c(2, 3.5, 4, 1, 6), second = c(2.5, 3, 4, 1.5, 5))
repeated <- list(two_visits = visits, five_patients = few)
for (name in names(repeated)) {
  x <- repeated[[name]]
  save_patients(x, paste0("change_", name))
  test <- cor.test(x$first, x$second)
  stats("Reliability of two visits", name, 0.95, limits(test$estimate, test$conf.int))
  spread <- sd(x$second - x$first)
  degrees <- nrow(x) - 1
  ends <- qnorm(0.975) * spread * sqrt(degrees / qchisq(c(0.975, 0.025), degrees))
  stats("Smallest detectable change", name, 0.95, limits(qnorm(0.975) * spread, ends))
  at <- mean(x$first[x$first >= 3])
  line <- predict(lm(second ~ first, x), data.frame(first = at), interval = "confidence", level = 0.9)
  stats("Regression to the mean from two visits", name, 0.9, limits(line[1] - at, line[2:3] - at))
}

save_oracle(oracle, "change.csv")
