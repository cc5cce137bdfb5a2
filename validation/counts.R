# Shares (binom.test), rates and ratios to what is expected (poisson.test), tails (ppois), Newcombe's interval
# for a difference of shares from Wilson's limits (prop.test), and the ratio of two rates (poisson.test).
# Writes tests/oracles/counts.json.

source("validation/oracle.R")

share <- function(n_yes, n_all, conf_level = 0.95) {
  both <- binom.test(n_yes, n_all, conf.level = conf_level)$conf.int
  ceiling <- binom.test(n_yes, n_all, alternative = "less", conf.level = conf_level)$conf.int[2]
  list(
    n_yes = n_yes, n_all = n_all, conf_level = conf_level,
    estimate = n_yes / n_all, lower = both[1], upper = both[2], ceiling = ceiling
  )
}

rate <- function(n_events, person_years, conf_level = 0.95) {
  both <- poisson.test(n_events, person_years, conf.level = conf_level)$conf.int
  less <- poisson.test(n_events, person_years, alternative = "less", conf.level = conf_level)$conf.int
  list(
    n_events = n_events, person_years = person_years, conf_level = conf_level,
    estimate = n_events / person_years, lower = both[1], upper = both[2], ceiling = less[2]
  )
}

expected <- function(n_events, expected) {
  list(
    n_events = n_events, expected = expected,
    p_as_few = ppois(n_events, expected), p_as_many = ppois(n_events - 1, expected, lower.tail = FALSE)
  )
}

wilson <- function(n_yes, n_all, conf_level) {
  suppressWarnings(prop.test(n_yes, n_all, conf.level = conf_level, correct = FALSE))$conf.int
}

newcombe <- function(n_yes_1, n_1, n_yes_2, n_2, conf_level = 0.95) {
  p <- c(n_yes_1 / n_1, n_yes_2 / n_2)
  first <- wilson(n_yes_1, n_1, conf_level)
  second <- wilson(n_yes_2, n_2, conf_level)
  list(
    treated = I(c(n_yes_1, n_1)), comparator = I(c(n_yes_2, n_2)), conf_level = conf_level,
    estimate = p[1] - p[2],
    lower = p[1] - p[2] - sqrt((p[1] - first[1])^2 + (second[2] - p[2])^2),
    upper = p[1] - p[2] + sqrt((first[2] - p[1])^2 + (p[2] - second[1])^2)
  )
}

rate_ratio <- function(x_1, years_1, x_2, years_2, conf_level = 0.95) {
  test <- poisson.test(c(x_1, x_2), c(years_1, years_2), conf.level = conf_level)
  list(
    treated = I(c(x_1, years_1)), comparator = I(c(x_2, years_2)), conf_level = conf_level,
    estimate = unname(test$estimate), lower = test$conf.int[1], upper = test$conf.int[2]
  )
}

write_oracle("counts.json", "validation/counts.R", c("stats", "jsonlite"), list(
  shares = list(
    share(0, 1), share(1, 1), share(0, 20), share(20, 20), share(0, 300), share(7, 41), share(180, 240),
    share(3, 9, 0.9), share(250000, 1000000), share(1, 1000000, 0.99)
  ),
  rates = list(
    rate(0, 174.5), rate(0, 1e-3), rate(1, 12), rate(7, 903.25), rate(180, 411, 0.9), rate(25000, 1e6, 0.99)
  ),
  expected = list(
    expected(0, 2.9), expected(0, 7), expected(3, 3), expected(2, 14.2), expected(40, 12), expected(1, 0)
  ),
  differences = list(
    newcombe(56, 70, 48, 80), newcombe(9, 10, 3, 10), newcombe(10, 10, 0, 10), newcombe(0, 12, 0, 9),
    newcombe(5, 56, 0, 29), newcombe(431, 1000, 388, 950, 0.9)
  ),
  ratios = list(
    rate_ratio(12, 103.5, 30, 99), rate_ratio(0, 50, 4, 51), rate_ratio(4, 50, 0, 51),
    rate_ratio(812, 4000, 900, 3900, 0.9)
  )
))
