# Mean (t.test), median (sign test turned round), and Welch's difference of two groups of EDSS changes.
# Writes tests/oracles/change.json.

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

# The median values that a two-sided sign test does not reject lie between two order statistics. Which two
# depends on n alone; with ties the same two are taken.
sign_test_limits <- function(x, conf_level) {
  n <- length(x)
  tails <- vapply(0:n, function(k) pbinom(min(k, n - k), n, 0.5), 0)
  kept <- (0:n)[tails > (1 - conf_level) / 2]
  ordered <- c(NA, sort(x), NA)
  c(ordered[min(kept) + 1], ordered[max(kept) + 2])
}

one_group <- function(name, conf_level) {
  x <- groups[[name]]
  t_limits <- t.test(x, conf.level = conf_level)$conf.int
  median_limits <- sign_test_limits(x, conf_level)
  list(
    name = name, changes = I(x), conf_level = conf_level,
    mean = list(estimate = mean(x), lower = t_limits[1], upper = t_limits[2]),
    median = list(estimate = median(x), lower = median_limits[1], upper = median_limits[2])
  )
}

welch <- function(treated, comparator, conf_level) {
  test <- t.test(groups[[treated]], groups[[comparator]], conf.level = conf_level)
  list(
    treated = treated, comparator = comparator, conf_level = conf_level,
    estimate = unname(test$estimate[1] - test$estimate[2]),
    lower = test$conf.int[1], upper = test$conf.int[2]
  )
}

write_oracle("change.json", "validation/change.R", c("stats", "jsonlite"), list(
  groups = c(
    lapply(names(groups), one_group, conf_level = 0.95),
    list(one_group("half_points_31", 0.8), one_group("without_ties_100", 0.99))
  ),
  differences = list(
    welch("half_points_240", "half_points_31", 0.95),
    welch("half_points_31", "two_patients", 0.95),
    welch("without_ties_100", "without_ties_17", 0.9)
  )
))
