# Emulated trials by plain loops over patients and periods: who joins which trial, pieces of follow-up, weights by
# glm, hazard ratios by coxph (Efron, strata, clusters), risks by survfit (weights, clusters, influences).
# Writes tests/oracles/target_trial.csv and its patients.

source("validation/oracle.R")
suppressMessages(library(survival))
set.seed(41)
oracle <- new_oracle()
every <- 90
never <- 1e6
tight <- coxph.control(eps = 1e-13, toler.chol = 1e-14, iter.max = 60)

# Severity drives both the start, decided at a visit, and the event. on_grid: events are seen at visits only.
# on_any_day: starts lie within the period instead of at its visit. stops: some of the treated stop.
draw <- function(n, k_most = 6, on_grid = FALSE, on_any_day = FALSE, stops = FALSE) {
  people <- NULL; records <- NULL
  for (i in 1:n) {
    severity <- rnorm(1); start <- NA; stop <- NA; exit <- sample(200:(k_most * every), 1); event <- 0
    for (k in 0:(k_most - 1)) {
      if (k * every >= exit) break
      records <- rbind(records, data.frame(patient = i, day = k * every, severity = round(severity, 3),
                                           eligible = as.integer(k == 0 || runif(1) < 0.9)))
      late <- if (on_any_day) sample(0:(every - 1), 1) else 0
      if (is.na(start)) { if (runif(1) < plogis(-1.6 + 0.7 * severity)) start <- k * every + late }
      else if (stops && is.na(stop) && runif(1) < plogis(-1.8 - 0.5 * severity)) stop <- k * every + late
      day <- k * every + ceiling(rexp(1, 0.12 * exp(0.5 * severity) / every))
      if (on_grid) day <- every * ceiling(day / every)
      if (day <= min(exit, (k + 1) * every)) { exit <- day; event <- 1; break }
      severity <- 0.8 * severity + rnorm(1, 0, 0.6)
    }
    people <- rbind(people, data.frame(patient = i, exit_day = exit, event = event, start_day = start, stop_day = stop))
  }
  list(people = people, records = records)
}

# One row a patient and period: severity when it began, whether untreated or treated then, whether that changed in it.
person_periods <- function(data) {
  rows <- NULL
  for (i in data$people$patient) {
    p <- data$people[data$people$patient == i, ]
    start <- if (is.na(p$start_day) || p$start_day >= p$exit_day) never else p$start_day
    stop <- if (is.na(p$stop_day) || p$stop_day >= p$exit_day || start == never) never else p$stop_day
    r <- data$records[data$records$patient == i, ]
    for (k in 0:(ceiling(p$exit_day / every) - 1)) {
      latest <- r[max(which(r$day <= k * every)), ]
      untreated <- start >= k * every
      treated <- !untreated && stop >= k * every
      changes <- (untreated && start < (k + 1) * every) || (treated && stop < (k + 1) * every)
      rows <- rbind(rows, data.frame(patient = i, k = k, severity = latest$severity, eligible = latest$eligible,
        untreated, treated, changes, start, stop, exit_day = p$exit_day, event = p$event))
    }
  }
  rows$years <- rows$k * every / 365.25
  rows
}

modelled <- function(rows) {
  if (!any(rows$changes)) return(rep(0, nrow(rows)))
  terms <- if (length(unique(rows$years)) > 1) changes ~ severity + years else changes ~ severity
  fitted(glm(terms, binomial, rows, control = glm.control(epsilon = 1e-15, maxit = 100)))
}
marginal <- function(rows) ave(as.numeric(rows$changes), rows$k)

sequential <- function(pp, per_protocol) {
  pp$row <- seq_len(nrow(pp)); pp$kept <- 1; pp$plain <- 1
  for (state in c("untreated", "treated")) {
    at <- which(pp[[state]])
    if (length(at) && any(pp$changes[at])) {
      pp$plain[at] <- 1 / (1 - modelled(pp[at, ]))
      pp$kept[at] <- (1 - marginal(pp[at, ])) * pp$plain[at]
    }
  }
  joined <- pp[pp$untreated & pp$eligible == 1, ]
  p <- modelled(joined); m <- marginal(joined)
  joined$begun <- ifelse(joined$changes, m / p, (1 - m) / (1 - p))
  # Of curves: not stabilised, and only trials that have both groups.
  joined$alike <- ifelse(m > 0 & m < 1, ifelse(joined$changes, 1 / p, 1 / (1 - p)), 0)
  rows <- NULL
  for (j in seq_len(nrow(joined))) {
    one <- joined[j, ]; day <- one$k * every
    base <- data.frame(patient = one$patient, trial = one$k, copy = j, treated = as.integer(one$changes),
                       severity = one$severity, begun = one$begun, alike = one$alike)
    end <- one$exit_day - day
    if (!per_protocol) { rows <- rbind(rows, cbind(base, entry = 0, exit = end, event = one$event, keeping = 1,
                                                          plain = 1)); next }
    departs <- (if (one$changes) one$stop else one$start) - day
    event <- one$event == 1 && end <= departs
    end <- min(end, departs); weight <- 1; plain <- 1
    for (s in 0:(ceiling(end / every) - 1)) {
      if (s > 0) { weight <- weight * pp$kept[one$row + s]; plain <- plain * pp$plain[one$row + s] }
      rows <- rbind(rows, cbind(base, entry = s * every, exit = min(end, (s + 1) * every),
        event = as.integer(event && (s + 1) * every >= end), keeping = weight, plain = plain))
    }
  }
  rows$weight <- rows$begun * rows$keeping
  rows
}

clones <- function(pp, strategies) {
  at <- which(pp$untreated)
  pp$p <- 0; pp$m <- 0
  pp$p[at] <- modelled(pp[at, ]); pp$m[at] <- marginal(pp[at, ])
  rows <- NULL
  for (s in 1:2) for (i in unique(pp$patient)) {
    # The last chance to start, among those who can still depart when it has passed.
    if (strategies[[s]]$starts) {
      last <- pp[pp$untreated & pp$k * every == strategies[[s]]$before - every & pp$exit_day > strategies[[s]]$before, ]
      last$p <- modelled(last)
    }
    mine <- pp[pp$patient == i, ]; start <- mine$start[1]; one <- strategies[[s]]
    departs <- if (one$starts) { if (start < one$from) start else if (start >= one$before) one$before else never }
               else if (start < one$until) start else never
    end <- min(mine$exit_day[1], departs)
    event <- mine$event[1] == 1 && mine$exit_day[1] <= departs
    if (end <= 0) next
    weight <- 1; late <- 1
    for (k in 0:(ceiling(end / every) - 1)) {
      row <- mine[k + 1, ]; day <- k * every
      waits <- row$untreated && day < (if (one$starts) one$from else one$until)
      if (waits) weight <- weight * (1 - row$m) / (1 - row$p)
      rows <- rbind(rows, data.frame(patient = i, copy = 2 * i + s, treated = 2 - s, entry = day, exit = min(end, day + every),
        event = as.integer(event && day + every >= end), weight = weight))
      if (one$starts && day == one$before - every && row$untreated && row$changes && row$exit_day > one$before)
        weight <- weight / last$p[last$patient == i]
    }
  }
  rows
}

risks <- function(rows, day) {
  influences <- list(); found <- list()
  for (arm in 1:0) {
    mine <- rows[rows$treated == arm, ]
    fit <- survfit(Surv(entry, exit, event) ~ 1, data = mine, weights = weight, id = copy, cluster = patient,
                   robust = TRUE, influence = 1, timefix = FALSE)
    at <- max(which(fit$time <= day))
    influences[[arm + 1]] <- setNames(fit$influence.surv[, at], sort(unique(mine$patient)))
    found[[arm + 1]] <- c(1 - fit$surv[at], fit$std.err[at])
  }
  ids <- union(names(influences[[1]]), names(influences[[2]]))
  of <- function(x) { v <- setNames(rep(0, length(ids)), ids); v[names(x)] <- x; v }
  error <- sqrt(sum((of(influences[[2]]) - of(influences[[1]]))^2))
  difference <- found[[2]][1] - found[[1]][1]
  c(treated = found[[2]][1], comparator = found[[1]][1], difference = difference,
    lower = max(-1, difference - qnorm(0.975) * error), upper = min(1, difference + qnorm(0.975) * error))
}

ratio <- function(fit) {
  b <- coef(fit)[1]; se <- sqrt(fit$var[1, 1])
  exp(c(ratio = unname(b), lower = unname(b) - qnorm(0.975) * se, upper = unname(b) + qnorm(0.975) * se))
}

compare <- function(case, data, day = 180) {
  pp <- person_periods(data)
  for (effect in c("intention to treat", "per protocol")) {
    rows <- sequential(pp, effect == "per protocol")
    if (effect == "intention to treat") {
      flow <- aggregate(cbind(treated, comparators = 1 - treated, events = event) ~ trial, rows, sum)
      for (name in c("treated", "comparators", "events"))
        record(oracle, "who joins which trial", case, name, setNames(flow[[name]], flow$trial), "base")
    } else record(oracle, "pieces of follow-up", case, "sum", c(rows = nrow(rows), days = sum(rows$exit - rows$entry)), "base")
    rows$w <- if (effect == "per protocol") rows$keeping else 1
    fit <- coxph(Surv(entry, exit, event) ~ treated + severity + strata(trial), rows, weights = w, cluster = patient,
                 robust = TRUE, control = tight)
    record(oracle, paste0("sequential trials, ", effect, ", covariates in the model"), case, "hazard", ratio(fit), "survival")
    fit <- coxph(Surv(entry, exit, event) ~ treated + strata(trial), rows, weights = weight, cluster = patient,
                 robust = TRUE, control = tight)
    record(oracle, paste0("sequential trials, ", effect, ", weighted"), case, "hazard", ratio(fit), "survival")
    record(oracle, paste0("sequential trials, ", effect, ", risks"), case, "risk",
           risks(transform(rows[rows$alike > 0, ], weight = alike * plain), day), "survival")
  }
  strategies <- list(early = list(starts = TRUE, from = 0, before = 180), never = list(starts = FALSE, until = never))
  late <- list(list(starts = TRUE, from = 90, before = 270), list(starts = FALSE, until = 270))
  for (which in c("early", "late")) {
    rows <- clones(pp, if (which == "early") strategies else late)
    fit <- coxph(Surv(entry, exit, event) ~ treated, rows, weights = weight, cluster = patient, robust = TRUE, control = tight)
    record(oracle, "clone-censor-weight, hazard ratio", paste(case, which), "hazard", ratio(fit), "survival")
    record(oracle, "clone-censor-weight, risks", paste(case, which), "risk", risks(rows, day + 90), "survival")
  }
  save_patients(data$people, paste0("target_trial_", case, "_people"))
  save_patients(data$records, paste0("target_trial_", case, "_records"))
}

compare("any_day", draw(105))
compare("visits_on_a_grid", draw(105, on_grid = TRUE))
compare("starts_between_visits", draw(105, on_any_day = TRUE))
compare("some_stop", draw(105, stops = TRUE))
save_oracle(oracle, "target_trial.csv")
